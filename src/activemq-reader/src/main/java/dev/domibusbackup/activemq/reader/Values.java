package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.util.MarshallingSupport;
import org.fusesource.hawtbuf.UTF8Buffer;

/** Named values of a message, each of a type that JMS knows. */
final class Values {

    private Values() {
    }

    /**
     * As they were set.
     *
     * @param what what they are, for the error
     * @throws IOException for a value that JMS does not know
     */
    static Map<String, Object> of(String what, Map<String, Object> stored) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : stored.entrySet()) {
            Object value = entry.getValue() instanceof UTF8Buffer ? text((UTF8Buffer) entry.getValue())
                    : entry.getValue();
            if (!Frames.isKnown(value)) {
                throw new IOException("its " + what + " " + entry.getKey() + " is a " + value.getClass().getName()
                        + ", which JMS does not know");
            }
            values.put(entry.getKey(), value);
        }
        return values;
    }

    static void write(Frames frames, Map<String, Object> values) throws IOException {
        frames.number(values.size());
        for (Map.Entry<String, Object> value : values.entrySet()) {
            frames.string(value.getKey());
            frames.value(value.getValue());
        }
    }

    /**
     * Java's clients write texts in Java's modified UTF-8, and ActiveMQ reads them as plain UTF-8, which spoils
     * characters outside the Basic Multilingual Plane; clients of other languages write plain UTF-8.
     */
    private static String text(UTF8Buffer buffer) {
        byte[] bytes = buffer.toByteArray();
        try {
            return MarshallingSupport.convertUTF8WithBuf(bytes, new char[bytes.length], 0, bytes.length);
        } catch (IOException | IndexOutOfBoundsException e) {
            return buffer.toString();
        }
    }
}
