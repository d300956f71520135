package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domibusbackup.problem.MessageProblem;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The fields of one line that hold one value each, and those that nobody knows. */
final class LineFields {

    private final JsonParser json;
    private final boolean newerMinor;

    /** @param newerMinor fields that we do not know are passed over */
    LineFields(JsonParser json, boolean newerMinor) {
        this.json = json;
        this.newerMinor = newerMinor;
    }

    /** The name of the object's next field; {@code null} at its end. */
    String next() throws IOException {
        return json.nextFieldName();
    }

    /** The value of the field is an object; its fields come next. */
    void object(String field) throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.START_OBJECT, field);
    }

    String string(String field) throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.VALUE_STRING, field);
        return json.getText();
    }

    boolean bool(String field) throws IOException, BadLine {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw BadLine.notValid("field " + field + " is not true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    long integer(String field, long max) throws IOException, BadLine {
        expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, field);
        boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!fits || json.getLongValue() < 0 || json.getLongValue() > max) {
            throw BadLine.notValid("field " + field + " is not between 0 and " + max);
        }
        return json.getLongValue();
    }

    Instant instant(String field) throws IOException, BadLine {
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

    /** A field that the version read here does not have. */
    void unknown(String name) throws IOException, BadLine {
        if (!newerMinor) {
            String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
            throw new BadLine(MessageProblem.UNKNOWN_FIELD, '"' + shown.replaceAll("[^\\x20-\\x7e…]", "?") + '"');
        }
        skip();
    }

    /** Passes over the value of a field. */
    void skip() throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    static void expect(JsonToken found, JsonToken expected, String field) throws BadLine {
        if (found != expected) {
            throw BadLine.notValid("field " + field + " is not what the format says");
        }
    }
}
