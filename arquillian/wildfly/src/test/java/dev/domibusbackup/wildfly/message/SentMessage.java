package dev.domibusbackup.wildfly.message;

import java.util.Map;

/**
 * What a client asks JMS to send, apart from any product: what comes out anywhere is compared with this.
 *
 * @param number     tells the messages of one batch apart; sent as property {@link #NUMBER}
 * @param kind       which of the six
 * @param body       String, byte[], Map, List or Serializable, by the kind; {@code null} for none
 * @param properties by name, in JMS's types
 * @param header     what JMS takes besides
 */
record SentMessage(int number, Kind kind, Object body, Map<String, Object> properties, Header header) {

    static final String NUMBER = "number";

    enum Kind { TEXT, BYTES, MAP, STREAM, OBJECT, PLAIN }

    /**
     * What a message has besides properties and body.
     *
     * @param correlation a String, a byte[] or {@code null}
     * @param reply       JNDI-free name of a queue with {@code queue:} or of a topic with {@code topic:} before it
     * @param liveMillis  until it expires; 0 for never
     * @param delayMillis until it is delivered
     */
    record Header(String type, Object correlation, String reply, int priority, boolean persistent, long liveMillis,
                  long delayMillis) {
    }

    SentMessage numbered(int newNumber) {
        return new SentMessage(newNumber, kind, body, properties, header);
    }

    boolean isDelayed() {
        return header.delayMillis() > 0;
    }

    /** Short: a batch is shown when its test fails. */
    @Override
    public String toString() {
        return "#" + number + " " + kind;
    }
}
