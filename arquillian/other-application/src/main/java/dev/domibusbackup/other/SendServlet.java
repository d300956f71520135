package dev.domibusbackup.other;

import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /send?queue=JNDI&count=N}: sends messages. Further parameters: {@code size} of the body in bytes (16),
 * {@code kind} {@code text|bytes|random} (text; random is text that hardly compresses), {@code prefix} of the property
 * MESSAGE_ID (m), {@code domain} (default), {@code action} as the stand-in's STANDIN_ACTION, {@code delayMillis} of the
 * delivery, {@code liveMillis} until they expire, {@code priority}, {@code nonPersistentEvery} which
 * message is non-persistent (0, none), {@code file} as the FS plugin's FILE_NAME.
 */
@WebServlet("/send")
public class SendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int TRANSACTION = 1000;

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = number(request, "count", 1);
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = Queues.find(request.getParameter("queue"));
            int every = number(request, "nonPersistentEvery", 0);
            JMSProducer producer = context.createProducer()
                    .setPriority(number(request, "priority", 4)).setTimeToLive(number(request, "liveMillis", 0))
                    .setDeliveryDelay(number(request, "delayMillis", 0));
            for (int i = 0; i < count; i++) {
                producer.setDeliveryMode(every > 0 && i % every == 0
                        ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT);
                producer.send(queue, message(context, request, i));
                if (i % TRANSACTION == TRANSACTION - 1) {
                    context.commit();
                }
            }
            context.commit();
            response.getWriter().print(count);
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }

    private static Message message(JMSContext context, HttpServletRequest request, int number) throws JMSException {
        int size = number(request, "size", 16);
        Message message;
        if ("bytes".equals(request.getParameter("kind"))) {
            BytesMessage bytes = context.createBytesMessage();
            byte[] part = new byte[Math.min(size, 1 << 16)];
            for (int written = 0; written < size; written += part.length) {
                bytes.writeBytes(part, 0, Math.min(part.length, size - written));
            }
            message = bytes;
        } else if ("random".equals(request.getParameter("kind"))) {
            byte[] bytes = new byte[size * 3 / 4];
            ThreadLocalRandom.current().nextBytes(bytes);
            message = context.createTextMessage(Base64.getEncoder().encodeToString(bytes));
        } else {
            message = context.createTextMessage("x".repeat(size));
        }
        message.setStringProperty("MESSAGE_ID", text(request, "prefix", "m") + "-" + number);
        message.setStringProperty("DOMAIN", text(request, "domain", "default"));
        if (request.getParameter("action") != null) {
            message.setStringProperty("STANDIN_ACTION", request.getParameter("action"));
        }
        if (request.getParameter("file") != null) {
            message.setStringProperty("FILE_NAME", request.getParameter("file"));
        }
        return message;
    }

    private static int number(HttpServletRequest request, String name, int otherwise) {
        return Integer.parseInt(text(request, name, Integer.toString(otherwise)));
    }

    private static String text(HttpServletRequest request, String name, String otherwise) {
        String value = request.getParameter(name);
        return value == null ? otherwise : value;
    }
}
