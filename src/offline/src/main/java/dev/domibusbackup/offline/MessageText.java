package dev.domibusbackup.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;

/** A message for people: complete but for long runs of bytes, and harmless to a terminal. */
final class MessageText {

    /** Longer ones are for a file. */
    private static final int SHOWN_BYTES = 4096;
    private static final int ROW = 16;

    private final PrintWriter out;

    MessageText(PrintWriter out) {
        this.out = out;
    }

    void print(long number, PortableMessage message) {
        MessageHeader header = message.header();
        field("Number", number);
        field("JMSMessageID", header.id());
        field("Number at broker", header.brokerId());
        field("JMSTimestamp", header.timestamp());
        field("JMSType", header.type());
        field("JMSCorrelationID", correlationId(header.correlationId()));
        field("JMSReplyTo", header.replyTo() == null ? null
                : header.replyTo().type().id() + " " + header.replyTo().name());
        field("JMSPriority", header.priority());
        field("Persistent", header.persistent() ? "yes" : "no");
        field("Expires", header.expiration() == null ? "never" : header.expiration());
        field("Scheduled for", header.due());
        field("Deliveries tried", header.deliveryCount());
        out.printf("%nProperties: %d%n", message.properties().size());
        entries(message.properties());
        out.printf("%nBody: %s%n", describe(message.body()));
        body(message.body());
    }

    /** Kind and size of a body. */
    static String describe(Body body) {
        if (body instanceof Body.Text text) {
            return text.text() == null ? "text, none" : "text, " + text.text().length() + " characters";
        } else if (body instanceof Body.Bytes bytes) {
            return "bytes, " + Bytes.text(bytes.content().size());
        } else if (body instanceof Body.ObjectBody object) {
            return object.serialized().size() == 0 ? "object, none"
                    : "object, serialized in " + Bytes.text(object.serialized().size());
        } else if (body instanceof Body.MapBody map) {
            return "map, " + map.entries().size() + " entries";
        } else if (body instanceof Body.StreamBody stream) {
            return "stream, " + stream.values().size() + " values";
        }
        return "none";
    }

    /** A value on one line. */
    static String line(TypedValue value) {
        if (value.type() == TypedValue.Type.BYTES) {
            return Bytes.text(((Content) value.value()).size());
        }
        return value.type() == TypedValue.Type.NULL ? "null" : String.valueOf(value.value());
    }

    private void field(String name, Object value) {
        if (value != null) {
            out.printf("%-17s %s%n", name, Printable.line(value.toString()));
        }
    }

    private static String correlationId(CorrelationId id) {
        if (id instanceof CorrelationId.Bytes bytes) {
            try {
                return "bytes " + HexFormat.of().formatHex(bytes.bytes().toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return id instanceof CorrelationId.Text text ? text.text() : null;
    }

    private void entries(Map<String, TypedValue> entries) {
        entries.forEach((name, value) -> value(Printable.line(name), value));
    }

    private void value(String name, TypedValue value) {
        if (value.type() == TypedValue.Type.BYTES) {
            Content content = (Content) value.value();
            out.printf("  %s (bytes, %s)%n", name, Bytes.text(content.size()));
            hex(content);
        } else if (value.type() == TypedValue.Type.NULL) {
            out.printf("  %s (null)%n", name);
        } else {
            out.printf("  %s (%s) = %s%n", name, value.type().id(), Printable.line(value.value().toString()));
        }
    }

    private void body(Body body) {
        if (body instanceof Body.Text text && text.text() != null) {
            out.println(Printable.lines(text.text()));
        } else if (body instanceof Body.Bytes bytes) {
            hex(bytes.content());
        } else if (body instanceof Body.ObjectBody object) {
            hex(object.serialized());
        } else if (body instanceof Body.MapBody map) {
            entries(map.entries());
        } else if (body instanceof Body.StreamBody stream) {
            int number = 0;
            for (TypedValue value : stream.values()) {
                number++;
                value(Integer.toString(number), value);
            }
        }
    }

    private void hex(Content content) {
        if (content.size() > SHOWN_BYTES) {
            out.printf("    (too long to show; --body writes it into a file)%n");
            return;
        }
        try (InputStream in = content.open()) {
            int from = 0;
            for (byte[] row = in.readNBytes(ROW); row.length > 0; row = in.readNBytes(ROW)) {
                StringBuilder text = new StringBuilder();
                for (byte b : row) {
                    text.append(b >= ' ' && b < 0x7f ? (char) b : '.');
                }
                out.printf("    %06x  %-47s  %s%n", from, HexFormat.ofDelimiter(" ").formatHex(row), text);
                from += row.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
