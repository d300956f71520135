package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domibusbackup.problem.MessageProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The typed values of one line: properties, body, what is in the body, correlation id. */
final class ValueDecoder {

    private final JsonParser json;
    private final LineFields fields;
    private final MessageLimits limits;
    private final BodyFileReader files;
    private final PlainValues plain;
    private int values;

    /** @param plain what was taken out of the line before; {@code null} when it is whole */
    ValueDecoder(JsonParser json, LineFields fields, MessageLimits limits, BodyFileReader files, PlainValues plain) {
        this.json = json;
        this.fields = fields;
        this.limits = limits;
        this.files = files;
        this.plain = plain;
    }

    /** The entries of an object whose start was read. */
    Map<String, TypedValue> entries() throws IOException, BadLine {
        Map<String, TypedValue> entries = new LinkedHashMap<>();
        String name;
        while ((name = fields.next()) != null) {
            fields.object("of an entry");
            entries.put(name, value());
        }
        return entries;
    }

    private List<TypedValue> elements() throws IOException, BadLine {
        List<TypedValue> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            LineFields.expect(json.currentToken(), JsonToken.START_OBJECT, "of an element");
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
    RawValue raw(boolean body) throws IOException, BadLine {
        RawValue raw = new RawValue();
        String name;
        while ((name = fields.next()) != null) {
            switch (name) {
                case MessageFormat.TYPE -> raw.type = fields.string(name);
                case MessageFormat.FILE -> raw.file = fields.string(name);
                case MessageFormat.SIZE -> raw.size = fields.integer(name, Long.MAX_VALUE);
                case MessageFormat.SHA256 -> raw.sha256 = fields.string(name);
                case MessageFormat.CHARSET -> raw.charset = fields.string(name);
                case MessageFormat.VALUE -> {
                    raw.hasValue = true;
                    raw.value = rawValue(body);
                }
                default -> fields.unknown(name);
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
}
