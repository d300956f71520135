package dev.domibusbackup.activemq;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.ActiveMQTopic;

/** A session with the messages of a real provider and without a broker: it keeps what is sent. */
final class SentMessages {

    private final List<Message> sent = new ArrayList<>();

    List<Message> sent() {
        return sent;
    }

    Session session() {
        return proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createQueue" -> new ActiveMQQueue((String) arguments[0]);
            case "createTopic" -> new ActiveMQTopic((String) arguments[0]);
            case "createTextMessage" -> text((String) arguments[0]);
            case "createBytesMessage" -> new ActiveMQBytesMessage();
            case "createMapMessage" -> new ActiveMQMapMessage();
            case "createStreamMessage" -> new ActiveMQStreamMessage();
            case "createObjectMessage" -> new ActiveMQObjectMessage();
            case "createMessage" -> new ActiveMQMessage();
            case "createProducer" -> producer();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private MessageProducer producer() {
        return proxy(MessageProducer.class, (proxy, method, arguments) -> {
            if (method.getName().equals("send")) {
                ActiveMQMessage message = (ActiveMQMessage) arguments[0];
                message.setJMSDeliveryMode((Integer) arguments[1]);
                message.setPersistent((Integer) arguments[1] == DeliveryMode.PERSISTENT);
                message.setJMSPriority((Integer) arguments[2]);
                // kept as the time to live: what the clock adds is a matter of the client
                message.setJMSExpiration((Long) arguments[3]);
                message.onSend();
                sent.add(message);
            }
            return null;
        });
    }

    private static Message text(String text) throws Exception {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setText(text);
        return message;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
