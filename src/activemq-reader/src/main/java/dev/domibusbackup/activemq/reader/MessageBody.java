package dev.domibusbackup.activemq.reader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import javax.jms.JMSException;
import javax.jms.MessageEOFException;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.Message;
import org.apache.activemq.util.ByteSequence;

/** The body of a message, unpacked and with its types. An object is never deserialized. */
final class MessageBody {

    private final char kind;
    private final Object content;

    private MessageBody(char kind, Object content) {
        this.kind = kind;
        this.content = content;
    }

    /**
     * @throws IOException  when the body is not what its kind of message has
     * @throws JMSException likewise, in ActiveMQ's words
     */
    static MessageBody of(Message message) throws IOException, JMSException {
        if (message instanceof ActiveMQTextMessage) {
            return new MessageBody('t', ((ActiveMQTextMessage) message).getText());
        }
        if (message instanceof ActiveMQBytesMessage) {
            return new MessageBody('b', bytes(message.getContent(), message.isCompressed()));
        }
        if (message instanceof ActiveMQMapMessage) {
            return new MessageBody('m', Values.of("entry", ((ActiveMQMapMessage) message).getContentMap()));
        }
        if (message instanceof ActiveMQStreamMessage) {
            return new MessageBody('s', elements((ActiveMQStreamMessage) message));
        }
        if (message instanceof ActiveMQObjectMessage) {
            return new MessageBody('o', object(message.getContent(), message.isCompressed()));
        }
        if (message.getClass() == ActiveMQMessage.class) {
            return new MessageBody('e', null);
        }
        throw new IOException("it is a " + message.getClass().getSimpleName() + ", which is no kind of JMS");
    }

    @SuppressWarnings("unchecked")
    void write(Frames frames) throws IOException {
        frames.octet(kind);
        switch (kind) {
            case 't':
                frames.string((String) content);
                break;
            case 'b':
            case 'o':
                frames.bytes((byte[]) content);
                break;
            case 'm':
                Values.write(frames, (Map<String, Object>) content);
                break;
            case 's':
                List<Object> elements = (List<Object>) content;
                frames.number(elements.size());
                for (Object element : elements) {
                    frames.value(element);
                }
                break;
            default:
                // a plain message has nothing more
        }
    }

    private static List<Object> elements(ActiveMQStreamMessage stream) throws JMSException {
        stream.setReadOnlyBody(true);
        stream.reset();
        List<Object> elements = new ArrayList<>();
        try {
            while (true) {
                elements.add(stream.readObject());
            }
        } catch (MessageEOFException e) {
            // JMS has no count of the elements: their end is an exception
            return elements;
        }
    }

    /** Compressed, they begin with their size. */
    private static byte[] bytes(ByteSequence content, boolean compressed) throws IOException {
        if (!compressed || content == null || content.getLength() == 0) {
            return plain(content);
        }
        try (InputStream in = stream(content)) {
            int size = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                size = size << 8 | in.read() & 0xff;
            }
            byte[] bytes = inflated(in);
            if (bytes.length < size) {
                throw new IOException("its " + size + " bytes were compressed, but " + bytes.length + " came out");
            }
            // the client compresses the whole buffer that the bytes lie in
            return Arrays.copyOf(bytes, size);
        }
    }

    private static byte[] object(ByteSequence content, boolean compressed) throws IOException {
        if (!compressed || content == null || content.getLength() == 0) {
            return plain(content);
        }
        try (InputStream in = stream(content)) {
            return inflated(in);
        }
    }

    private static InputStream stream(ByteSequence content) {
        return new ByteArrayInputStream(content.getData(), content.getOffset(), content.getLength());
    }

    private static byte[] inflated(InputStream compressed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new InflaterInputStream(compressed).transferTo(bytes);
        return bytes.toByteArray();
    }

    private static byte[] plain(ByteSequence content) {
        if (content == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[content.getLength()];
        System.arraycopy(content.getData(), content.getOffset(), bytes, 0, bytes.length);
        return bytes;
    }
}
