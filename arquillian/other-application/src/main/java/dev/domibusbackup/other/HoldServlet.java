package dev.domibusbackup.other;

import java.io.IOException;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /hold?queue=JNDI}: a consumer that takes one message and never acknowledges it, with what its client
 * prefetches beyond. {@code DELETE /hold}: it closes, and everything goes back.
 */
@WebServlet("/hold")
public class HoldServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long ONE_MESSAGE = 10_000;

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    private transient JMSContext context;

    @Override
    protected synchronized void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        context = connections.createContext(JMSContext.SESSION_TRANSACTED);
        context.setClientID("other-application");
        JMSConsumer consumer = context.createConsumer(Queues.find(request.getParameter("queue")));
        response.getWriter().print(consumer.receive(ONE_MESSAGE) == null ? "nothing" : "holding");
    }

    @Override
    protected synchronized void doDelete(HttpServletRequest request, HttpServletResponse response) {
        destroy();
    }

    @Override
    public synchronized void destroy() {
        if (context != null) {
            try {
                context.close();
            } catch (JMSRuntimeException e) {
                log("the connection had been closed from the other side", e);
            }
            context = null;
        }
    }
}
