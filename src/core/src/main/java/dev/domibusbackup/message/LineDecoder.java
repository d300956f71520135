package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domibusbackup.problem.MessageProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line. Objects may have their fields in any order. */
final class LineDecoder {

    private final JsonFactory factory;
    private final MessageLimits limits;
    private final BodyFileReader files;
    private JsonParser json;
    private int values;
    private boolean newerMinor;
    private PlainValues plain;

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
        values = 0;
        // a decoder of our own: Jackson's replaces what is not UTF-8 without a word
        Reader utf8 = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = factory.createParser(utf8)) {
            json = parser;
            json.nextToken();
            Line line = line();
            if (json.nextToken() != null) {
                throw BadLine.notValid("there is data after the JSON object");
            }
            return line;
        }
    }

    private Line line() throws IOException, BadLine {
        String field = json.nextFieldName();
        if (MessageFormat.COUNT.equals(field)) {
            return last();
        }
        if (MessageFormat.FORMAT.equals(field)) {
            return first();
        }
        return new Line.Message(message(field));
    }

    private Line first() throws IOException, BadLine {
        if (!MessageFormat.NAME.equals(string(MessageFormat.FORMAT))) {
            throw BadLine.notValid("a line that begins with format, but is not the first line of the format");
        }
        String version = null;
        String queue = null;
        // which fields may be unknown depends on the version, which may come after them
        boolean unknown = false;
        String name;
        while ((name = json.nextFieldName()) != null) {
            switch (name) {
                case MessageFormat.FORMAT_VERSION -> version = string(name);
                case MessageFormat.QUEUE -> queue = string(name);
                default -> {
                    unknown = true;
                    json.nextToken();
                    json.skipChildren();
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
        long count = integer(MessageFormat.COUNT, Long.MAX_VALUE);
        String name;
        while ((name = json.nextFieldName()) != null) {
            unknown(name);
        }
        return new Line.Last(count);
    }

    private PortableMessage message(String first) throws IOException, BadLine {
        MessageHeader.Builder header = MessageHeader.builder();
        boolean priority = false;
        boolean persistent = false;
        Map<String, TypedValue> properties = null;
        Body body = null;
        for (String name = first; name != null; name = json.nextFieldName()) {
            switch (name) {
                case MessageFormat.ID -> header.id(string(name));
                case MessageFormat.BROKER_ID -> header.brokerId(string(name));
                case MessageFormat.TIMESTAMP -> header.timestamp(instant(name));
                case MessageFormat.JMS_TYPE -> header.type(string(name));
                case MessageFormat.CORRELATION_ID -> header.correlationId(correlationId());
                case MessageFormat.REPLY_TO -> header.replyTo(replyTo());
                case MessageFormat.PRIORITY -> {
                    header.priority((int) integer(name, 9));
                    priority = true;
                }
                case MessageFormat.PERSISTENT -> {
                    header.persistent(bool(name));
                    persistent = true;
                }
                case MessageFormat.EXPIRATION -> header.expiration(instant(name));
                case MessageFormat.DUE -> header.due(instant(name));
                case MessageFormat.DELIVERY_COUNT -> header.deliveryCount((int) integer(name, Integer.MAX_VALUE));
                case MessageFormat.PROPERTIES -> {
                    expect(json.nextToken(), JsonToken.START_OBJECT, name);
                    properties = entries();
                }
                case MessageFormat.BODY -> {
                    expect(json.nextToken(), JsonToken.START_OBJECT, name);
                    body = raw(true).body(files);
                }
                default -> unknown(name);
            }
        }
        if (!priority || !persistent || properties == null || body == null) {
            throw BadLine.notValid("a message needs priority, persistent, properties and body");
        }
        return new PortableMessage(header.build(), properties, body);
    }

    private CorrelationId correlationId() throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.START_OBJECT, MessageFormat.CORRELATION_ID);
        TypedValue id = raw(false).typed(files);
        return switch (id.type()) {
            case STRING -> new CorrelationId.Text((String) id.value());
            case BYTES -> new CorrelationId.Bytes((Content) id.value());
            default -> throw BadLine.notValid("a correlationId is a string or bytes");
        };
    }

    private ReplyTo replyTo() throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.START_OBJECT, MessageFormat.REPLY_TO);
        String type = null;
        String destination = null;
        String name;
        while ((name = json.nextFieldName()) != null) {
            switch (name) {
                case MessageFormat.TYPE -> type = string(name);
                case MessageFormat.NAME_FIELD -> destination = string(name);
                default -> unknown(name);
            }
        }
        for (ReplyTo.Type known : ReplyTo.Type.values()) {
            if (known.id().equals(type) && destination != null) {
                return new ReplyTo(known, destination);
            }
        }
        throw BadLine.notValid("replyTo needs type queue or topic, and a name");
    }

    /** The entries of an object whose start was read. */
    private Map<String, TypedValue> entries() throws IOException, BadLine {
        Map<String, TypedValue> entries = new LinkedHashMap<>();
        String name;
        while ((name = json.nextFieldName()) != null) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "of an entry");
            entries.put(name, value());
        }
        return entries;
    }

    private List<TypedValue> elements() throws IOException, BadLine {
        List<TypedValue> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_OBJECT, "of an element");
            elements.add(value());
        }
        return elements;
    }

    private TypedValue value() throws IOException, BadLine {
        if (++values > limits.values()) {
            throw new BadLine(MessageProblem.TOO_MANY_VALUES, "");
        }
        return raw(false).typed(files);
    }

    /** An object whose start was read; only a body may hold further values. */
    private RawValue raw(boolean body) throws IOException, BadLine {
        RawValue raw = new RawValue();
        String name;
        while ((name = json.nextFieldName()) != null) {
            switch (name) {
                case MessageFormat.TYPE -> raw.type = string(name);
                case MessageFormat.FILE -> raw.file = string(name);
                case MessageFormat.SIZE -> raw.size = integer(name, Long.MAX_VALUE);
                case MessageFormat.SHA256 -> raw.sha256 = string(name);
                case MessageFormat.CHARSET -> raw.charset = string(name);
                case MessageFormat.VALUE -> {
                    raw.hasValue = true;
                    raw.value = rawValue(body);
                }
                default -> unknown(name);
            }
        }
        return raw;
    }

    private Object rawValue(boolean body) throws IOException, BadLine {
        JsonToken token = json.nextToken();
        if (body && token == JsonToken.START_OBJECT) {
            return entries();
        }
        if (body && token == JsonToken.START_ARRAY) {
            return elements();
        }
        return switch (token) {
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> new RawValue.JsonNumber(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw BadLine.notValid("a value does not fit any type");
        };
    }

    /** A string, or what was taken out of it. */
    private Object text() throws IOException {
        String text = json.getText();
        PlainValues.Value taken = plain == null || !text.isEmpty() ? null
                : plain.at(json.currentTokenLocation().getCharOffset());
        return taken == null ? text : taken;
    }

    private String string(String field) throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.VALUE_STRING, field);
        return json.getText();
    }

    private boolean bool(String field) throws IOException, BadLine {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw BadLine.notValid("field " + field + " is not true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private long integer(String field, long max) throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, field);
        boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!fits || json.getLongValue() < 0 || json.getLongValue() > max) {
            throw BadLine.notValid("field " + field + " is not between 0 and " + max);
        }
        return json.getLongValue();
    }

    private Instant instant(String field) throws IOException, BadLine {
        String text = string(field);
        try {
            if (text.length() <= 40 && text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw BadLine.notValid("field " + field + " is not a UTC instant of ISO 8601");
        }
        throw BadLine.notValid("field " + field + " is not a UTC instant of ISO 8601");
    }

    private void unknown(String name) throws IOException, BadLine {
        if (!newerMinor) {
            String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
            throw new BadLine(MessageProblem.UNKNOWN_FIELD, '"' + shown.replaceAll("[^\\x20-\\x7e…]", "?") + '"');
        }
        json.nextToken();
        json.skipChildren();
    }

    private static void expect(JsonToken found, JsonToken expected, String field) throws BadLine {
        if (found != expected) {
            throw BadLine.notValid("field " + field + " is not what the format says");
        }
    }
}
