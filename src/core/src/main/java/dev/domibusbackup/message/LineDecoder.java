package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.domibusbackup.problem.MessageProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads one line. Objects may have their fields in any order. */
final class LineDecoder {

    private final JsonFactory factory;
    private final MessageLimits limits;
    private final BodyFileReader files;
    private boolean newerMinor;
    private PlainValues plain;
    private LineFields fields;
    private ValueDecoder typed;

    LineDecoder(MessageLimits limits, BodyFileReader files) {
        this.factory = MessageFormat.jsonFactory(limits);
        this.limits = limits;
        this.files = files;
    }

    /** The file is of a newer minor version: fields that we do not know are passed over. */
    void allowUnknownFields() {
        newerMinor = true;
    }

    /**
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is not JSON
     * @throws IOException otherwise, when it is not UTF-8
     */
    Line decode(byte[] bytes, int length) throws IOException, BadLine {
        if (length == 0 || bytes[0] != '{') {
            throw BadLine.notValid("the line is not one JSON object");
        }
        if (length > PlainValues.LONG) {
            plain = new PlainValues(bytes, length);
            Line line = plain.isEmpty() ? null : withoutPlainValues();
            plain = null;
            if (line != null) {
                return line;
            }
        }
        return decode(new ByteArrayInputStream(bytes, 0, length));
    }

    /** {@code null} when the line must be read as a whole, also to say what is wrong with it, and where. */
    private Line withoutPlainValues() {
        try {
            Line line = decode(plain.rest());
            return plain.isEmpty() ? line : null;
        } catch (IOException | BadLine e) {
            return null;
        }
    }

    private Line decode(InputStream bytes) throws IOException, BadLine {
        // a decoder of our own: Jackson's replaces what is not UTF-8 without a word
        Reader utf8 = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = factory.createParser(utf8)) {
            fields = new LineFields(parser, newerMinor);
            typed = new ValueDecoder(parser, fields, limits, files, plain);
            parser.nextToken();
            Line line = line();
            if (parser.nextToken() != null) {
                throw BadLine.notValid("there is data after the JSON object");
            }
            return line;
        }
    }

    private Line line() throws IOException, BadLine {
        String field = fields.next();
        if (MessageFormat.COUNT.equals(field)) {
            return last();
        }
        if (MessageFormat.FORMAT.equals(field)) {
            return first();
        }
        return new Line.Message(message(field));
    }

    private Line first() throws IOException, BadLine {
        if (!MessageFormat.NAME.equals(fields.string(MessageFormat.FORMAT))) {
            throw BadLine.notValid("a line that begins with format, but is not the first line of the format");
        }
        String version = null;
        String queue = null;
        // which fields may be unknown depends on the version, which may come after them
        boolean unknown = false;
        String name;
        while ((name = fields.next()) != null) {
            switch (name) {
                case MessageFormat.FORMAT_VERSION -> version = fields.string(name);
                case MessageFormat.QUEUE -> queue = fields.string(name);
                default -> {
                    unknown = true;
                    fields.skip();
                }
            }
        }
        if (version == null || queue == null) {
            throw BadLine.notValid("a line that begins with format, but is not the first line of the format");
        }
        if (unknown && version.equals(MessageFormat.VERSION)) {
            throw new BadLine(MessageProblem.UNKNOWN_FIELD, "in the first line");
        }
        return new Line.First(version, queue);
    }

    private Line last() throws IOException, BadLine {
        long count = fields.integer(MessageFormat.COUNT, Long.MAX_VALUE);
        String name;
        while ((name = fields.next()) != null) {
            fields.unknown(name);
        }
        return new Line.Last(count);
    }

    private PortableMessage message(String first) throws IOException, BadLine {
        MessageHeader.Builder header = MessageHeader.builder();
        boolean priority = false;
        boolean persistent = false;
        Map<String, TypedValue> properties = null;
        Body body = null;
        for (String name = first; name != null; name = fields.next()) {
            switch (name) {
                case MessageFormat.ID -> header.id(fields.string(name));
                case MessageFormat.BROKER_ID -> header.brokerId(fields.string(name));
                case MessageFormat.TIMESTAMP -> header.timestamp(fields.instant(name));
                case MessageFormat.JMS_TYPE -> header.type(fields.string(name));
                case MessageFormat.CORRELATION_ID -> header.correlationId(correlationId());
                case MessageFormat.REPLY_TO -> header.replyTo(replyTo());
                case MessageFormat.PRIORITY -> {
                    header.priority((int) fields.integer(name, 9));
                    priority = true;
                }
                case MessageFormat.PERSISTENT -> {
                    header.persistent(fields.bool(name));
                    persistent = true;
                }
                case MessageFormat.EXPIRATION -> header.expiration(fields.instant(name));
                case MessageFormat.DUE -> header.due(fields.instant(name));
                case MessageFormat.DELIVERY_COUNT ->
                    header.deliveryCount((int) fields.integer(name, Integer.MAX_VALUE));
                case MessageFormat.PROPERTIES -> {
                    fields.object(name);
                    properties = typed.entries();
                }
                case MessageFormat.BODY -> {
                    fields.object(name);
                    body = typed.raw(true).body(files);
                }
                default -> fields.unknown(name);
            }
        }
        if (!priority || !persistent || properties == null || body == null) {
            throw BadLine.notValid("a message needs priority, persistent, properties and body");
        }
        return new PortableMessage(header.build(), properties, body);
    }

    private CorrelationId correlationId() throws IOException, BadLine {
        fields.object(MessageFormat.CORRELATION_ID);
        TypedValue id = typed.raw(false).typed(files);
        return switch (id.type()) {
            case STRING -> new CorrelationId.Text((String) id.value());
            case BYTES -> new CorrelationId.Bytes((Content) id.value());
            default -> throw BadLine.notValid("a correlationId is a string or bytes");
        };
    }

    private ReplyTo replyTo() throws IOException, BadLine {
        fields.object(MessageFormat.REPLY_TO);
        String type = null;
        String destination = null;
        String name;
        while ((name = fields.next()) != null) {
            switch (name) {
                case MessageFormat.TYPE -> type = fields.string(name);
                case MessageFormat.NAME_FIELD -> destination = fields.string(name);
                default -> fields.unknown(name);
            }
        }
        for (ReplyTo.Type known : ReplyTo.Type.values()) {
            if (known.id().equals(type) && destination != null) {
                return new ReplyTo(known, destination);
            }
        }
        throw BadLine.notValid("replyTo needs type queue or topic, and a name");
    }
}
