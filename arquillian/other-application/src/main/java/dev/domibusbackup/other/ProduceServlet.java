package dev.domibusbackup.other;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /produce?queue=JNDI&everyMillis=N}: sends without end. {@code GET /produce}: how many so far.
 * {@code DELETE /produce}: ends it and answers how many it were.
 */
@WebServlet("/produce")
public class ProduceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    @Resource
    private transient ManagedExecutorService executor;

    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Queue queue = Queues.find(request.getParameter("queue"));
        long every = Long.parseLong(request.getParameter("everyMillis"));
        sent.set(0);
        running.set(true);
        executor.submit(() -> produce(queue, every));
    }

    private Void produce(Queue queue, long every) throws InterruptedException, JMSException {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            JMSProducer producer = context.createProducer();
            while (running.get()) {
                TextMessage message = context.createTextMessage("produced");
                message.setStringProperty("MESSAGE_ID", "produced-" + sent.get());
                message.setStringProperty("DOMAIN", "default");
                producer.send(queue, message);
                sent.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(every);
            }
        }
        return null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(sent.get());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        running.set(false);
        response.getWriter().print(sent.get());
    }

    @Override
    public void destroy() {
        running.set(false);
    }
}
