package dev.domibusbackup.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The body of a message: one of the six kinds of JMS. */
public sealed interface Body {

    /** The six kinds of JMS messages. */
    enum Kind {
        TEXT, BYTES, MAP, STREAM, OBJECT, EMPTY;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in message files. */
        public String id() {
            return id;
        }

        /** The kind with this name, or {@code null}. */
        static Kind byId(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            return null;
        }
    }

    Kind kind();

    /**
     * Body of a TextMessage.
     *
     * @param text any sequence of UTF-16 units, or {@code null}: many of Domibus's messages have no text
     */
    record Text(String text) implements Body {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + (text == null ? "null" : text.length() + " characters") + "]";
        }
    }

    /** Body of a BytesMessage. */
    record Bytes(Content content) implements Body {
        public Bytes {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public Kind kind() {
            return Kind.BYTES;
        }
    }

    /** Body of a MapMessage, in the order in which the broker named the entries. */
    record MapBody(Map<String, TypedValue> entries) implements Body {
        public MapBody {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Kind kind() {
            return Kind.MAP;
        }
    }

    /** Body of a StreamMessage. */
    record StreamBody(List<TypedValue> values) implements Body {
        public StreamBody {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        @Override
        public Kind kind() {
            return Kind.STREAM;
        }
    }

    /**
     * Body of an ObjectMessage.
     *
     * @param serialized the serialized object as the broker holds it; it is never deserialized. No bytes: the message
     *                   holds no object
     */
    record ObjectBody(Content serialized) implements Body {
        public ObjectBody {
            Objects.requireNonNull(serialized, "serialized");
        }

        @Override
        public Kind kind() {
            return Kind.OBJECT;
        }
    }

    /** A plain Message: it has no body. */
    record Empty() implements Body {
        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }
}
