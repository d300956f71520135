package dev.domibusbackup.other;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /kinds?queue=JNDI}: sends one message of each kind that JMS has, small and large, empty and full, with
 * every type of property and every field of the header. Each says in its property MESSAGE_ID what is particular to it.
 * Of two of them, {@code non-persistent} and {@code tried}, not everything is in the files of the broker.
 */
@WebServlet("/kinds")
public class KindsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** Larger than what the broker keeps in its journal. */
    private static final int LARGE = 300_000;
    private static final long HOUR = 3_600_000;
    private static final long BOUND = 10_000;
    private static final String TEXT = "Gr\u00fc\u00dfe \ud83d\ude00 <&>\"'\t\n end";

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Queue queue = Queues.find(request.getParameter("queue"));
            int sent = 0;
            try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                for (Message message : messages(context, queue)) {
                    send(context, queue, message);
                    sent++;
                }
            }
            rollBack(queue);
            response.getWriter().print(sent);
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }

    private static void send(JMSContext context, Queue queue, Message message) throws JMSException {
        String what = message.getStringProperty("MESSAGE_ID");
        context.createProducer()
                .setDeliveryMode(what.equals("non-persistent") ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT)
                .setPriority(what.equals("urgent") ? 9 : 4)
                .setTimeToLive(what.equals("expiring") ? HOUR : 0)
                .setDeliveryDelay(what.equals("delayed") ? HOUR : 0)
                .send(queue, message);
    }

    private static List<Message> messages(JMSContext context, Queue queue) throws JMSException {
        List<Message> messages = new ArrayList<>();
        for (String what : List.of("non-persistent", "tried", "urgent", "expiring", "delayed")) {
            messages.add(named(context.createTextMessage(what), what));
        }
        messages.add(named(context.createTextMessage(TEXT + '\u0000' + '\ud800'), "text"));
        messages.add(named(context.createTextMessage(""), "text-empty"));
        messages.add(named(context.createTextMessage(), "text-none"));
        messages.add(named(context.createTextMessage("\u00e4".repeat(LARGE)), "text-large"));
        messages.add(named(bytes(context, 256), "bytes"));
        messages.add(named(bytes(context, 0), "bytes-none"));
        messages.add(named(bytes(context, 5 * LARGE), "bytes-large"));
        messages.add(named(map(context), "map"));
        messages.add(named(context.createMapMessage(), "map-empty"));
        MapMessage large = context.createMapMessage();
        large.setBytes("payload_1", new byte[4 * LARGE]);
        large.setString("text", "x".repeat(LARGE));
        messages.add(named(large, "map-large"));
        messages.add(named(stream(context), "stream"));
        messages.add(named(context.createStreamMessage(), "stream-empty"));
        messages.add(named(context.createObjectMessage(new ArrayList<>(List.of("one", 2, 3L))), "object"));
        messages.add(named(context.createObjectMessage(), "object-none"));
        messages.add(named(context.createMessage(), "plain"));
        messages.add(named(header(context, queue), "header"));
        messages.add(named(properties(context), "properties"));
        return messages;
    }

    private static Message named(Message message, String what) throws JMSException {
        message.setStringProperty("MESSAGE_ID", what);
        return message;
    }

    private static BytesMessage bytes(JMSContext context, int size) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        message.writeBytes(bytes);
        return message;
    }

    private static MapMessage map(JMSContext context) throws JMSException {
        MapMessage message = context.createMapMessage();
        message.setBoolean("boolean", true);
        message.setByte("byte", Byte.MIN_VALUE);
        message.setShort("short", Short.MAX_VALUE);
        message.setChar("char", '\u20ac');
        message.setInt("int", Integer.MIN_VALUE);
        message.setLong("long", Long.MAX_VALUE);
        message.setFloat("float", Float.NaN);
        message.setDouble("double", -0.0);
        message.setString("string \u00e4", TEXT);
        message.setString("null", null);
        message.setBytes("bytes", new byte[] {-1, 0, 1});
        return message;
    }

    private static StreamMessage stream(JMSContext context) throws JMSException {
        StreamMessage message = context.createStreamMessage();
        for (Object value : new Object[] {true, (byte) 1, (short) 2, '\u20ac', 3, 4L, Float.MIN_VALUE,
            Double.NEGATIVE_INFINITY, TEXT, "short", "", null, new byte[] {-1, 0, 1}}) {
            message.writeObject(value);
        }
        message.writeString("x".repeat(5000));
        return message;
    }

    private static TextMessage header(JMSContext context, Queue queue) throws JMSException {
        TextMessage message = context.createTextMessage("header");
        message.setJMSType("type <1>");
        message.setJMSCorrelationID("correlation\nid");
        message.setJMSReplyTo(queue);
        message.setStringProperty("JMSXGroupID", "group \"1\"");
        return message;
    }

    private static Message properties(JMSContext context) throws JMSException {
        Message message = context.createMessage();
        message.setBooleanProperty("boolean", false);
        message.setByteProperty("byte", Byte.MAX_VALUE);
        message.setShortProperty("short", Short.MIN_VALUE);
        message.setIntProperty("int", Integer.MAX_VALUE);
        message.setLongProperty("long", Long.MIN_VALUE);
        message.setFloatProperty("float", Float.MIN_VALUE);
        message.setDoubleProperty("double", Double.NaN);
        message.setStringProperty("string", TEXT);
        message.setStringProperty("empty", "");
        message.setStringProperty("blanks", "  two  ");
        message.setStringProperty("null", null);
        return message;
    }

    /** Receives one message and gives it back: it has been tried, and may wait for its redelivery now. */
    private void rollBack(Queue queue) throws JMSException {
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer = context.createConsumer(queue, "MESSAGE_ID = 'tried'");
            if (consumer.receive(BOUND) == null) {
                throw new JMSException("the message to be tried has not come");
            }
            context.rollback();
        }
    }
}
