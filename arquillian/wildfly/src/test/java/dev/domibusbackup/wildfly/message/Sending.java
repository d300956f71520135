package dev.domibusbackup.wildfly.message;

/**
 * A message that was sent, with what the client was told about it.
 *
 * @param id         JMSMessageID
 * @param timestamp  JMSTimestamp, epoch milliseconds
 * @param expiration JMSExpiration, epoch milliseconds; 0 for never
 * @param due        JMSDeliveryTime, epoch milliseconds
 */
record Sending(SentMessage message, String id, long timestamp, long expiration, long due) {
}
