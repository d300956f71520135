package dev.domibusbackup.standin;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a message says: its id, its domain, and the bytes that become its payload. */
public final class MessageContent {

    private MessageContent() {
    }

    /** Property {@code MESSAGE_ID}, or else the id that the broker gave. */
    public static String id(Message message) throws JMSException {
        String id = message.getStringProperty("MESSAGE_ID");
        return id != null ? id : message.getJMSMessageID();
    }

    /** Property {@code DOMAIN}; a message to the JMS plugin may lack it and belongs to the first domain then. */
    public static String domain(Message message, Configuration configuration) throws JMSException {
        String domain = message.getStringProperty("DOMAIN");
        return domain != null ? domain : configuration.domains().get(0);
    }

    /** Writes the body: text, bytes, or the map's {@code payload_1}; a message without any writes its id. */
    static void writeTo(OutputStream out, Message message) throws JMSException, IOException {
        if (message instanceof TextMessage text && text.getText() != null) {
            out.write(text.getText().getBytes(StandardCharsets.UTF_8));
        } else if (message instanceof BytesMessage bytes) {
            byte[] block = new byte[64 * 1024];
            for (int n = bytes.readBytes(block); n > 0; n = bytes.readBytes(block)) {
                out.write(block, 0, n);
            }
        } else if (message instanceof MapMessage map && map.itemExists("payload_1")) {
            out.write(map.getBytes("payload_1"));
        } else {
            out.write(id(message).getBytes(StandardCharsets.UTF_8));
        }
    }
}
