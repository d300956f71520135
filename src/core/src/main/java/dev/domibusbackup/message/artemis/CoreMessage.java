package dev.domibusbackup.message.artemis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;

/**
 * A message as the core of Artemis holds it.
 *
 * @param id         the broker's number of the message
 * @param type       which encoding the body has
 * @param priority   0 to 9
 * @param timestamp  when it was sent, in milliseconds since 1970; 0: unknown
 * @param expiration when it expires, in milliseconds since 1970; 0: never
 * @param userId     the UUID that follows {@code ID:} in the JMSMessageID; {@code null} if it has none
 * @param properties JMS's properties and those header fields that Artemis keeps as properties, by their core names
 * @param body       the body in its core encoding
 */
public record CoreMessage(long id, CoreType type, int priority, long timestamp, long expiration, String userId,
                          Map<String, TypedValue> properties, Content body) {

    public CoreMessage {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(body, "body");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
