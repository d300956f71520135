package dev.domibusbackup.message;

import java.time.Instant;

/**
 * The header of a message. What a message does not have is {@code null}.
 *
 * @param id            JMSMessageID
 * @param timestamp     JMSTimestamp
 * @param type          JMSType
 * @param correlationId JMSCorrelationID
 * @param replyTo       JMSReplyTo
 * @param priority      JMSPriority, 0 to 9
 * @param persistent    JMSDeliveryMode
 * @param expiration    JMSExpiration as a time, {@code null} for never
 * @param due           when a scheduled message is to be delivered, {@code null} if it is not scheduled
 * @param deliveryCount how often the broker has tried to deliver it
 * @param brokerId      what the broker itself calls the message, by which it is recognized during one export
 */
public record MessageHeader(String id, Instant timestamp, String type, CorrelationId correlationId, ReplyTo replyTo,
                            int priority, boolean persistent, Instant expiration, Instant due, int deliveryCount,
                            String brokerId) {

    public MessageHeader {
        if (priority < 0 || priority > 9) {
            throw new IllegalArgumentException("priority " + priority + " is not between 0 and 9");
        }
        if (deliveryCount < 0) {
            throw new IllegalArgumentException("delivery count " + deliveryCount + " is negative");
        }
    }

    /** A header with JMS's defaults: priority 4, persistent, never expiring. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets the fields of a header by name. */
    public static final class Builder {

        private String id;
        private Instant timestamp;
        private String type;
        private CorrelationId correlationId;
        private ReplyTo replyTo;
        private int priority = 4;
        private boolean persistent = true;
        private Instant expiration;
        private Instant due;
        private int deliveryCount;
        private String brokerId;

        private Builder() {
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder timestamp(Instant value) {
            timestamp = value;
            return this;
        }

        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder correlationId(CorrelationId value) {
            correlationId = value;
            return this;
        }

        public Builder replyTo(ReplyTo value) {
            replyTo = value;
            return this;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public Builder persistent(boolean value) {
            persistent = value;
            return this;
        }

        public Builder expiration(Instant value) {
            expiration = value;
            return this;
        }

        public Builder due(Instant value) {
            due = value;
            return this;
        }

        public Builder deliveryCount(int value) {
            deliveryCount = value;
            return this;
        }

        public Builder brokerId(String value) {
            brokerId = value;
            return this;
        }

        public MessageHeader build() {
            return new MessageHeader(id, timestamp, type, correlationId, replyTo, priority, persistent, expiration,
                    due, deliveryCount, brokerId);
        }
    }
}
