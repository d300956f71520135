package dev.domibusbackup.job.messages;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;

/** What a message weighs in a chunk, roughly in bytes, its content counted wherever it lies. */
public final class MessageWeight {

    /** What a message weighs besides its content. */
    private static final long OVERHEAD = 256;

    private MessageWeight() {
    }

    public static long of(PortableMessage message) {
        long weight = OVERHEAD + message.properties().values().stream().mapToLong(MessageWeight::of).sum();
        Body body = message.body();
        if (body instanceof Body.Text text) {
            return weight + (text.text() == null ? 0 : text.text().length());
        } else if (body instanceof Body.Bytes bytes) {
            return weight + bytes.content().size();
        } else if (body instanceof Body.ObjectBody object) {
            return weight + object.serialized().size();
        } else if (body instanceof Body.MapBody map) {
            return weight + map.entries().values().stream().mapToLong(MessageWeight::of).sum();
        } else if (body instanceof Body.StreamBody stream) {
            return weight + stream.values().stream().mapToLong(MessageWeight::of).sum();
        }
        return weight;
    }

    private static long of(TypedValue value) {
        if (value.value() instanceof Content content) {
            return content.size();
        }
        return value.value() instanceof String text ? text.length() : Long.BYTES;
    }
}
