package dev.domibusbackup.message;

import java.util.Objects;

/** JMSCorrelationID: JMS knows it as text, and some providers also as bytes. */
public sealed interface CorrelationId {

    record Text(String text) implements CorrelationId {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    record Bytes(Content bytes) implements CorrelationId {
        public Bytes {
            Objects.requireNonNull(bytes, "bytes");
        }
    }
}
