package dev.domibusbackup.wildfly.inside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;

/** Messages of every kind that JMS can send, small and large, with and without content. */
final class JmsOriginals {

    private static final int LARGE = 300_000;

    private JmsOriginals() {
    }

    /**
     * @param properties that each of them has; also entries of maps and streams
     */
    static List<Message> of(JMSContext context, Queue replyTo, Map<String, Object> properties) throws JMSException {
        List<Message> originals = new ArrayList<>();
        for (String text : new String[] {"text \u0000 \ud83d\ude00", "", null, "\u00e4".repeat(LARGE)}) {
            originals.add(context.createTextMessage(text));
        }
        for (int size : new int[] {0, 1, 102_395, 102_396, 102_397, 102_400, LARGE}) {
            BytesMessage bytes = context.createBytesMessage();
            bytes.writeBytes(new byte[size]);
            originals.add(bytes);
        }
        Map<String, Object> values = new LinkedHashMap<>(properties);
        values.put("char", '\u20ac');
        values.put("bytes", new byte[] {-1, 0, 1});
        for (Object large : new Object[] {"", "x".repeat(LARGE), new byte[LARGE]}) {
            MapMessage map = context.createMapMessage();
            StreamMessage stream = context.createStreamMessage();
            for (Map.Entry<String, Object> value : values.entrySet()) {
                map.setObject(value.getKey(), value.getValue());
                stream.writeObject(value.getValue());
            }
            map.setObject("large", large);
            stream.writeObject(large);
            originals.add(map);
            originals.add(stream);
        }
        originals.add(context.createMapMessage());
        originals.add(context.createStreamMessage());
        originals.add(context.createObjectMessage(new ArrayList<>(List.of("one", 2, 3L))));
        originals.add(context.createObjectMessage("x".repeat(LARGE)));
        originals.add(context.createObjectMessage());
        originals.add(withHeader(context.createMessage(), replyTo));
        for (Message original : originals) {
            for (Map.Entry<String, Object> property : properties.entrySet()) {
                original.setObjectProperty(property.getKey(), property.getValue());
            }
            original.setStringProperty("JMSXGroupID", "group 1");
            original.setIntProperty("JMSXGroupSeq", 7);
            if (original.getJMSDeliveryMode() == 0) {
                original.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
            }
        }
        return originals;
    }

    private static Message withHeader(Message message, Queue replyTo) throws JMSException {
        message.setJMSType("type");
        message.setJMSCorrelationID("correlation");
        message.setJMSReplyTo(replyTo);
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(9);
        // read as the time to live when it is sent
        message.setJMSExpiration(3_600_000);
        return message;
    }
}
