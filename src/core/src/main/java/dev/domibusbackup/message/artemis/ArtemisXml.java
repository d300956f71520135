package dev.domibusbackup.message.artemis;

/** Names of elements and attributes in exports of the Artemis command line ({@code XmlDataConstants}). */
final class ArtemisXml {

    static final String ROOT = "activemq-journal";
    static final String BINDINGS = "bindings";
    static final String ADDRESS_BINDING = "address-binding";
    static final String QUEUE_BINDING = "queue-binding";
    static final String MESSAGES = "messages";
    static final String MESSAGE = "message";
    static final String PROPERTIES = "properties";
    static final String PROPERTY = "property";
    static final String QUEUES = "queues";
    static final String QUEUE = "queue";
    static final String BODY = "body";

    static final String ID = "id";
    static final String PRIORITY = "priority";
    static final String EXPIRATION = "expiration";
    static final String TIMESTAMP = "timestamp";
    static final String TYPE = "type";
    static final String USER_ID = "user-id";
    static final String NAME = "name";
    static final String VALUE = "value";

    private ArtemisXml() {
    }
}
