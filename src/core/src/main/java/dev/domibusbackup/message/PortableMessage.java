package dev.domibusbackup.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A JMS message apart from any broker. Two messages are equal when all values are, type by type.
 *
 * @param header     what JMS calls the header, and what the broker knows besides
 * @param properties in the order in which the broker named them
 * @param body       one of the six kinds
 */
public record PortableMessage(MessageHeader header, Map<String, TypedValue> properties, Body body) {

    public PortableMessage {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(body, "body");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
