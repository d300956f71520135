package dev.domibusbackup.message;

import java.util.Locale;
import java.util.Objects;

/**
 * JMSReplyTo.
 *
 * @param type queue or topic
 * @param name the name at the broker it was taken from
 */
public record ReplyTo(Type type, String name) {

    public ReplyTo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
    }

    /** The two types of destinations. */
    public enum Type {
        QUEUE, TOPIC;

        /** The name in message files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
