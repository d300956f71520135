package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Writes one message as one JSON object; large values go to body files on the way. The generator escapes every
 * surrogate, so that lone ones survive.
 */
final class MessageEncoder {

    private final JsonGenerator json;
    private final BodyFileWriter bodyFiles;
    private long inline;

    MessageEncoder(JsonGenerator json, BodyFileWriter bodyFiles) {
        this.json = json;
        this.bodyFiles = bodyFiles;
    }

    void write(PortableMessage message) throws IOException {
        inline = 0;
        json.writeStartObject();
        header(message.header());
        named(EncodedNames.PROPERTIES).writeStartObject();
        entries(message.properties());
        json.writeEndObject();
        json.writeFieldName(EncodedNames.BODY);
        body(message.body());
        json.writeEndObject();
    }

    private void header(MessageHeader header) throws IOException {
        optional(EncodedNames.ID, header.id());
        optional(EncodedNames.BROKER_ID, header.brokerId());
        optional(EncodedNames.TIMESTAMP, header.timestamp());
        optional(EncodedNames.JMS_TYPE, header.type());
        if (header.correlationId() instanceof CorrelationId.Text id) {
            json.writeFieldName(EncodedNames.CORRELATION_ID);
            typed(new TypedValue(TypedValue.Type.STRING, id.text()));
        } else if (header.correlationId() instanceof CorrelationId.Bytes id) {
            json.writeFieldName(EncodedNames.CORRELATION_ID);
            typed(new TypedValue(TypedValue.Type.BYTES, id.bytes()));
        }
        if (header.replyTo() != null) {
            named(EncodedNames.REPLY_TO).writeStartObject();
            named(EncodedNames.TYPE).writeString(header.replyTo().type().id());
            named(EncodedNames.NAME_FIELD).writeString(header.replyTo().name());
            json.writeEndObject();
        }
        named(EncodedNames.PRIORITY).writeNumber(header.priority());
        named(EncodedNames.PERSISTENT).writeBoolean(header.persistent());
        optional(EncodedNames.EXPIRATION, header.expiration());
        optional(EncodedNames.DUE, header.due());
        named(EncodedNames.DELIVERY_COUNT).writeNumber(header.deliveryCount());
    }

    private JsonGenerator named(SerializableString name) throws IOException {
        json.writeFieldName(name);
        return json;
    }

    private void optional(SerializableString name, String value) throws IOException {
        if (value != null) {
            named(name).writeString(value);
        }
    }

    private void optional(SerializableString name, Instant value) throws IOException {
        if (value != null) {
            named(name).writeString(value.toString());
        }
    }

    private void body(Body body) throws IOException {
        json.writeStartObject();
        named(EncodedNames.TYPE).writeString(EncodedNames.of(body.kind()));
        if (body instanceof Body.Text text) {
            text(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            content(bytes.content());
        } else if (body instanceof Body.ObjectBody object) {
            content(object.serialized());
        } else if (body instanceof Body.MapBody map) {
            named(EncodedNames.VALUE).writeStartObject();
            entries(map.entries());
            json.writeEndObject();
        } else if (body instanceof Body.StreamBody stream) {
            named(EncodedNames.VALUE).writeStartArray();
            for (TypedValue value : stream.values()) {
                typed(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void entries(Map<String, TypedValue> entries) throws IOException {
        for (Map.Entry<String, TypedValue> entry : entries.entrySet()) {
            json.writeFieldName(entry.getKey());
            typed(entry.getValue());
        }
    }

    private void typed(TypedValue typed) throws IOException {
        json.writeStartObject();
        named(EncodedNames.TYPE).writeString(EncodedNames.of(typed.type()));
        switch (typed.type()) {
            case NULL -> { }
            case BOOLEAN -> named(EncodedNames.VALUE).writeBoolean((Boolean) typed.value());
            case BYTE, SHORT, INT -> named(EncodedNames.VALUE).writeNumber(((Number) typed.value()).intValue());
            case STRING -> text((String) typed.value());
            case BYTES -> content((Content) typed.value());
            // as strings: JSON numbers lose long's low digits in many tools, and know neither NaN nor infinities
            case LONG, FLOAT, DOUBLE, CHAR -> named(EncodedNames.VALUE).writeString(typed.value().toString());
        }
        json.writeEndObject();
    }

    private void text(String text) throws IOException {
        if (text == null) {
            named(EncodedNames.VALUE).writeNull();
        } else if (fitsInline(text.length())) {
            long bytes = text.length() > MessageFormat.INLINE_MAX / 3 ? Unicode.utf8Length(text) : text.length();
            if (bytes >= 0 && bytes <= MessageFormat.INLINE_MAX) {
                inline += bytes;
                named(EncodedNames.VALUE).writeString(text);
            } else {
                reference(bodyFiles.write(text, bytes >= 0));
            }
        } else {
            reference(bodyFiles.write(text, Unicode.utf8Length(text) >= 0));
        }
    }

    private void content(Content content) throws IOException {
        if (fitsInline(content.size())) {
            inline += content.size();
            byte[] bytes = bodyFiles.inline(content);
            // the JDK's encoder is several times as fast as the generator's, and base64 needs no escapes
            byte[] base64 = Base64.getEncoder().encode(bytes);
            named(EncodedNames.VALUE).writeRawUTF8String(base64, 0, base64.length);
        } else {
            reference(bodyFiles.write(content));
        }
    }

    private boolean fitsInline(long size) {
        return size <= MessageFormat.SMALL
                || size <= MessageFormat.INLINE_MAX && inline + size <= MessageFormat.INLINE_BUDGET;
    }

    private void reference(BodyFileWriter.BodyFile file) throws IOException {
        named(EncodedNames.FILE).writeString(file.name());
        named(EncodedNames.SIZE).writeNumber(file.size());
        named(EncodedNames.SHA256).writeString(file.sha256());
        if (file.charset() != null) {
            named(EncodedNames.CHARSET).writeString(file.charset());
        }
    }
}
