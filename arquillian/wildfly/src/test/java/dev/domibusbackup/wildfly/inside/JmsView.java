package dev.domibusbackup.wildfly.inside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

/** All that a JMS consumer can read of a message, with the class of each value; equal when two messages look alike. */
record JmsView(Map<String, Object> header, Map<String, Object> properties, Object body) {

    /** Longer texts are compared by hash, so that a failure can be read. */
    private static final int SHORT = 100;

    static JmsView of(Message message) throws JMSException {
        Map<String, Object> header = new TreeMap<>();
        header.put("id", String.valueOf(message.getJMSMessageID()));
        header.put("timestamp", message.getJMSTimestamp());
        header.put("type", String.valueOf(message.getJMSType()));
        header.put("correlation", String.valueOf(message.getJMSCorrelationID()));
        header.put("correlation bytes", Arrays.toString(correlationBytes(message)));
        header.put("reply to", String.valueOf(message.getJMSReplyTo()));
        header.put("priority", message.getJMSPriority());
        header.put("mode", message.getJMSDeliveryMode());
        header.put("expiration", message.getJMSExpiration());
        header.put("delivery time", message.getJMSDeliveryTime());
        header.put("redelivered", message.getJMSRedelivered());
        Map<String, Object> properties = new TreeMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            properties.put((String) name, typed(message.getObjectProperty((String) name)));
        }
        return new JmsView(header, properties, body(message));
    }

    private static byte[] correlationBytes(Message message) {
        try {
            return message.getJMSCorrelationIDAsBytes();
        } catch (JMSException e) {
            // a text cannot always be read as bytes; then it is compared as text
            return null;
        }
    }

    private static Object body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return List.of("text", typed(text.getText()));
        }
        if (message instanceof BytesMessage bytes) {
            byte[] all = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(all);
            return List.of("bytes", all.length, Arrays.hashCode(all));
        }
        if (message instanceof MapMessage map) {
            Map<String, Object> entries = new TreeMap<>();
            for (Object name : Collections.list(map.getMapNames())) {
                entries.put((String) name, typed(map.getObject((String) name)));
            }
            return List.of("map", entries);
        }
        if (message instanceof StreamMessage stream) {
            return List.of("stream", elements(stream));
        }
        if (message instanceof ObjectMessage object) {
            return List.of("object", typed(object.getObject()));
        }
        return "no body";
    }

    private static List<Object> elements(StreamMessage stream) throws JMSException {
        List<Object> elements = new ArrayList<>();
        while (true) {
            try {
                elements.add(typed(stream.readObject()));
            } catch (MessageEOFException e) {
                return elements;
            }
        }
    }

    private static Object typed(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + bytes.length + " " + Arrays.hashCode(bytes);
        }
        if (value instanceof String text && text.length() > SHORT) {
            return "String " + text.length() + " " + text.hashCode();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
