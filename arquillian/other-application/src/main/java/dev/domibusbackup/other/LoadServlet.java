package dev.domibusbackup.other;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /load?queue=JNDI&kind=KIND&count=N}: messages as Domibus and its plugins make them. Kinds:
 * {@code pointer}, a TextMessage without a text whose properties point to a row; {@code notification}, JSON and
 * properties; {@code plugin}, a MapMessage with a payload of random bytes between {@code from} and {@code to}, small
 * ones as frequent as large ones on a logarithmic scale; {@code bytes}, a BytesMessage of random bytes.
 * {@code delayMillis} schedules.
 */
@WebServlet("/load")
public class LoadServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int TRANSACTION_BYTES = 4 << 20;
    private static final int OVERHEAD = 1024;

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = number(request, "count", 1);
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = Queues.find(request.getParameter("queue"));
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT)
                    .setDeliveryDelay(number(request, "delayMillis", 0));
            int uncommitted = 0;
            for (int i = 0; i < count; i++) {
                byte[] payload = payload(number(request, "from", 0), number(request, "to", 0));
                producer.send(queue, message(context, request.getParameter("kind"), i, payload));
                uncommitted += OVERHEAD + payload.length;
                if (uncommitted >= TRANSACTION_BYTES) {
                    context.commit();
                    uncommitted = 0;
                }
            }
            context.commit();
            response.getWriter().print(count);
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }

    private static Message message(JMSContext context, String kind, int number, byte[] payload) throws JMSException {
        return switch (kind) {
            case "pointer" -> properties(context.createTextMessage(), number);
            case "notification" -> {
                Message message = properties(context.createTextMessage(("{\"messageId\":\"%s\",\"messageEntityId\":%d,"
                        + "\"mshRole\":\"RECEIVING\",\"properties\":{\"originalSender\":\"urn:oasis:names:tc:ebcore:"
                        + "partyid-type:unregistered:C1\",\"finalRecipient\":\"urn:oasis:names:tc:ebcore:partyid-type:"
                        + "unregistered:C4\"}}").formatted(id(number), number)), number);
                message.setStringProperty("eventClass", "eu.domibus.common.DeliverMessageEvent");
                message.setStringProperty("NOTIFICATION_TYPE", "MESSAGE_RECEIVED");
                yield message;
            }
            case "plugin" -> plugin(context, number, payload);
            case "bytes" -> {
                BytesMessage message = context.createBytesMessage();
                message.writeBytes(payload);
                yield message;
            }
            default -> throw new JMSException("no kind " + kind);
        };
    }

    private static Message properties(Message message, int number) throws JMSException {
        message.setStringProperty("MESSAGE_ID", id(number));
        message.setStringProperty("MESSAGE_ENTITY_ID", "23110112" + number);
        message.setStringProperty("MSH_ROLE", "SENDING");
        message.setStringProperty("RETRY_COUNT", "0");
        message.setStringProperty("DOMAIN", "default");
        message.setStringProperty("originalQueue", "domibus.internal.dispatch.queue");
        return message;
    }

    private static Message plugin(JMSContext context, int number, byte[] payload) throws JMSException {
        MapMessage message = context.createMapMessage();
        message.setStringProperty("messageType", "incomingMessage");
        message.setStringProperty("messageId", id(number));
        message.setStringProperty("service", "bdx:noprocess");
        message.setStringProperty("serviceType", "tc1");
        message.setStringProperty("action", "TC1Leg1");
        message.setStringProperty("fromPartyId", "domibus-blue");
        message.setStringProperty("toPartyId", "domibus-red");
        message.setStringProperty("property_originalSender", "urn:oasis:names:tc:ebcore:partyid-type:unregistered:C1");
        message.setStringProperty("property_finalRecipient", "urn:oasis:names:tc:ebcore:partyid-type:unregistered:C4");
        message.setIntProperty("totalNumberOfPayloads", 1);
        message.setStringProperty("payload_1_mimeContentId", "cid:message");
        message.setStringProperty("payload_1_mimeType", "application/octet-stream");
        message.setBytes("payload_1", payload);
        return message;
    }

    private static String id(int number) {
        return "3f2a5b5e-c7c4-11ef-9f0e-%012x@domibus.eu".formatted(number);
    }

    private static byte[] payload(int from, int to) {
        double part = ThreadLocalRandom.current().nextDouble();
        byte[] payload = new byte[from == 0 ? 0 : (int) Math.round(from * Math.pow((double) to / from, part))];
        ThreadLocalRandom.current().nextBytes(payload);
        return payload;
    }

    private static int number(HttpServletRequest request, String name, int otherwise) {
        String value = request.getParameter(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
