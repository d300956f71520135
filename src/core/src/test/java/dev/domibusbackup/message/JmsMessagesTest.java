package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.ProblemException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.Test;

/** With the messages of a real provider, which need no broker. */
class JmsMessagesTest {

    private static final byte[] SERIALIZED = {-84, -19, 0, 5, 112};

    private final JmsMessages messages = new JmsMessages("q", object -> Content.of(SERIALIZED));

    @Test
    void the_header_and_typed_properties_are_kept() throws Exception {
        ActiveMQTextMessage jms = new ActiveMQTextMessage();
        jms.setText("hello");
        jms.setJMSMessageID("ID:host-1:1:1:1");
        jms.setJMSTimestamp(1000);
        jms.setJMSExpiration(2000);
        jms.setJMSType("submit");
        jms.setJMSCorrelationID("c");
        jms.setJMSReplyTo(new ActiveMQQueue("reply"));
        jms.setJMSPriority(7);
        jms.setJMSDeliveryMode(jakarta.jms.DeliveryMode.NON_PERSISTENT);
        jms.setStringProperty("s", "1");
        jms.setIntProperty("i", 1);
        jms.setLongProperty("l", 1);
        jms.setObjectProperty("n", null);

        PortableMessage message = portable(jms, "b-1", Instant.ofEpochMilli(3000));

        assertThat(message.header()).isEqualTo(new MessageHeader(jms.getJMSMessageID(), Instant.ofEpochMilli(1000),
                "submit", new CorrelationId.Text("c"), new ReplyTo(ReplyTo.Type.QUEUE, "reply"), 7, false,
                Instant.ofEpochMilli(2000), Instant.ofEpochMilli(3000), 1, "b-1"));
        assertThat(message.properties()).isEqualTo(Map.of("s", TypedValue.of("1"), "i", TypedValue.of(1),
                "l", TypedValue.of(1L), "n", TypedValue.NULL));
        assertThat(message.body()).isEqualTo(new Body.Text("hello"));
    }

    @Test
    void what_is_not_set_is_null() throws Exception {
        ActiveMQMessage jms = new ActiveMQMessage();
        jms.setJMSReplyTo(new ActiveMQTopic("t"));
        MessageHeader header = portable(jms, null, null).header();
        assertThat(header.timestamp()).isNull();
        assertThat(header.expiration()).isNull();
        assertThat(header.due()).isNull();
        assertThat(header.correlationId()).isNull();
        assertThat(header.replyTo()).isEqualTo(new ReplyTo(ReplyTo.Type.TOPIC, "t"));
        assertThat(portable(jms, null, null).body()).isEqualTo(new Body.Empty());
        assertThat(portable(new ActiveMQTextMessage(), null, null).body()).isEqualTo(new Body.Text(null));
    }

    @Test
    void the_bytes_of_a_bytes_message_can_be_read_twice() throws Exception {
        ActiveMQBytesMessage jms = new ActiveMQBytesMessage();
        byte[] bytes = new byte[200_000];
        bytes[199_999] = 5;
        jms.writeBytes(bytes);
        Body body = portable(jms, null, null).body();
        assertThat(body).isEqualTo(new Body.Bytes(Content.of(bytes)));
        assertThat(((Body.Bytes) body).content().toByteArray()).isEqualTo(bytes);
    }

    @Test
    void entries_and_elements_keep_their_types() throws Exception {
        ActiveMQMapMessage map = new ActiveMQMapMessage();
        map.setByte("b", (byte) 1);
        map.setChar("c", 'c');
        map.setBytes("payload", new byte[] {1});
        map.setObject("n", null);
        assertThat(portable(map, null, null).body()).isEqualTo(new Body.MapBody(Map.of("b", TypedValue.of((byte) 1),
                "c", TypedValue.of('c'), "payload", TypedValue.of(new byte[] {1}), "n", TypedValue.NULL)));

        ActiveMQStreamMessage stream = new ActiveMQStreamMessage();
        stream.writeShort((short) 3);
        stream.writeObject(null);
        stream.writeBytes(new byte[] {1, 2});
        stream.writeDouble(-0.0);
        assertThat(portable(stream, null, null).body()).isEqualTo(new Body.StreamBody(List.of(
                TypedValue.of((short) 3), TypedValue.NULL, TypedValue.of(new byte[] {1, 2}), TypedValue.of(-0.0))));
    }

    @Test
    void an_object_is_taken_as_bytes_and_never_deserialized() throws Exception {
        ActiveMQObjectMessage jms = new ActiveMQObjectMessage() {
            @Override
            public java.io.Serializable getObject() {
                throw new AssertionError("deserialized");
            }
        };
        assertThat(portable(jms, null, null).body()).isEqualTo(new Body.ObjectBody(Content.of(SERIALIZED)));
    }

    @Test
    void a_message_that_cannot_be_read_is_named() throws Exception {
        ActiveMQTextMessage jms = new ActiveMQTextMessage() {
            @Override
            public String getText() throws JMSException {
                throw new JMSException("no longer there");
            }
        };
        jms.setJMSMessageID("ID:host-1:1:1:9");
        assertThatThrownBy(() -> portable(jms, null, null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(jms.getJMSMessageID()).hasMessageContaining("queue q")
                .hasMessageContaining("no longer there");
    }

    private PortableMessage portable(Message message, String brokerId, Instant due) {
        return messages.toPortable(message, brokerId, due);
    }
}
