package dev.domibusbackup.server;

/** What a server may be unable to give back to a message. */
public enum NotKept {
    /** JMSMessageID: the server made a new one. */
    ID,
    /** JMSTimestamp: the time of the import. */
    TIMESTAMP,
    /** The number of deliveries tried so far: counted from the beginning again. */
    DELIVERY_COUNT
}
