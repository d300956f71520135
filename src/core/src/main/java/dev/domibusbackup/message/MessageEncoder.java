package dev.domibusbackup.message;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
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
        json.writeObjectFieldStart(MessageFormat.PROPERTIES);
        entries(message.properties());
        json.writeEndObject();
        json.writeFieldName(MessageFormat.BODY);
        body(message.body());
        json.writeEndObject();
    }

    private void header(MessageHeader header) throws IOException {
        optional(MessageFormat.ID, header.id());
        optional(MessageFormat.BROKER_ID, header.brokerId());
        optional(MessageFormat.TIMESTAMP, header.timestamp());
        optional(MessageFormat.JMS_TYPE, header.type());
        if (header.correlationId() instanceof CorrelationId.Text id) {
            json.writeFieldName(MessageFormat.CORRELATION_ID);
            typed(new TypedValue(TypedValue.Type.STRING, id.text()));
        } else if (header.correlationId() instanceof CorrelationId.Bytes id) {
            json.writeFieldName(MessageFormat.CORRELATION_ID);
            typed(new TypedValue(TypedValue.Type.BYTES, id.bytes()));
        }
        if (header.replyTo() != null) {
            json.writeObjectFieldStart(MessageFormat.REPLY_TO);
            json.writeStringField(MessageFormat.TYPE, header.replyTo().type().id());
            json.writeStringField(MessageFormat.NAME_FIELD, header.replyTo().name());
            json.writeEndObject();
        }
        json.writeNumberField(MessageFormat.PRIORITY, header.priority());
        json.writeBooleanField(MessageFormat.PERSISTENT, header.persistent());
        optional(MessageFormat.EXPIRATION, header.expiration());
        optional(MessageFormat.DUE, header.due());
        json.writeNumberField(MessageFormat.DELIVERY_COUNT, header.deliveryCount());
    }

    private void optional(String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void optional(String name, Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private void body(Body body) throws IOException {
        json.writeStartObject();
        json.writeStringField(MessageFormat.TYPE, body.kind().id());
        if (body instanceof Body.Text text) {
            text(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            content(bytes.content());
        } else if (body instanceof Body.ObjectBody object) {
            content(object.serialized());
        } else if (body instanceof Body.MapBody map) {
            json.writeObjectFieldStart(MessageFormat.VALUE);
            entries(map.entries());
            json.writeEndObject();
        } else if (body instanceof Body.StreamBody stream) {
            json.writeArrayFieldStart(MessageFormat.VALUE);
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
        json.writeStringField(MessageFormat.TYPE, typed.type().id());
        switch (typed.type()) {
            case NULL -> { }
            case BOOLEAN -> json.writeBooleanField(MessageFormat.VALUE, (Boolean) typed.value());
            case BYTE, SHORT, INT -> json.writeNumberField(MessageFormat.VALUE, ((Number) typed.value()).intValue());
            case STRING -> text((String) typed.value());
            case BYTES -> content((Content) typed.value());
            // as strings: JSON numbers lose long's low digits in many tools, and know neither NaN nor infinities
            case LONG, FLOAT, DOUBLE, CHAR -> json.writeStringField(MessageFormat.VALUE, typed.value().toString());
        }
        json.writeEndObject();
    }

    private void text(String text) throws IOException {
        if (text == null) {
            json.writeNullField(MessageFormat.VALUE);
        } else if (fitsInline(text.length())) {
            long bytes = text.length() > MessageFormat.INLINE_MAX / 3 ? Unicode.utf8Length(text) : text.length();
            if (bytes >= 0 && bytes <= MessageFormat.INLINE_MAX) {
                inline += bytes;
                json.writeStringField(MessageFormat.VALUE, text);
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
            json.writeFieldName(MessageFormat.VALUE);
            json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
        } else {
            reference(bodyFiles.write(content));
        }
    }

    private boolean fitsInline(long size) {
        return size <= MessageFormat.SMALL
                || size <= MessageFormat.INLINE_MAX && inline + size <= MessageFormat.INLINE_BUDGET;
    }

    private void reference(BodyFileWriter.BodyFile file) throws IOException {
        json.writeStringField(MessageFormat.FILE, file.name());
        json.writeNumberField(MessageFormat.SIZE, file.size());
        json.writeStringField(MessageFormat.SHA256, file.sha256());
        if (file.charset() != null) {
            json.writeStringField(MessageFormat.CHARSET, file.charset());
        }
    }
}
