package dev.domibusbackup.other;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code POST /drain?queue=JNDI&count=N}: takes N messages and answers their MESSAGE_IDs, one a line. */
@WebServlet("/drain")
public class DrainServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long NEXT = 5_000;

    @Resource(lookup = "java:/jms/ConnectionFactory")
    private transient ConnectionFactory connections;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PrintWriter out = response.getWriter();
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            JMSConsumer consumer = context.createConsumer(Queues.find(request.getParameter("queue")));
            for (int left = Integer.parseInt(request.getParameter("count")); left > 0; left--) {
                Message message = consumer.receive(NEXT);
                if (message == null) {
                    return;
                }
                out.println(message.getStringProperty("MESSAGE_ID"));
            }
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }
}
