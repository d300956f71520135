package dev.domibusbackup.message.artemis;

/** What a message loses on its way into the XML of the Artemis command line, or out of it, or at its import there. */
public enum Difference {

    NON_PERSISTENT("not persistent: imported as persistent", true),
    DELIVERY_COUNT("delivery tried before: counted from 0 again", true),
    TIME("a time that Artemis cannot hold to the millisecond: rounded or cut", true),
    CHARACTERS("a name or text with characters that XML cannot hold: that property or header field is left out", true),
    CHAR_PROPERTY("a property of type char: artemis data imp leaves it out", true),
    NULL_WORD("a property with the text _AMQ_NULL: artemis data imp makes it null", true),
    RESERVED("a property with a name that Artemis keeps for itself: left out", true),
    MESSAGE_ID("a JMSMessageID: artemis data imp gives a new one", false),
    NO_QUEUE("in no queue any more: left out", true),
    SEVERAL_QUEUES("in several queues: one message in each of them", false);

    private final String text;
    private final boolean loss;

    Difference(String text, boolean loss) {
        this.text = text;
        this.loss = loss;
    }

    /** For people: what such a message has, and what becomes of it. */
    public String text() {
        return text;
    }

    /** Whether something is gone that the file could not carry; the others happen to every message of their kind. */
    public boolean isLoss() {
        return loss;
    }
}
