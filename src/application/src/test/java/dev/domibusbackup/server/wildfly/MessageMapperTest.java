package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.impl.MessageReferenceImpl;
import org.apache.activemq.artemis.utils.DataConstants;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.junit.jupiter.api.Test;

class MessageMapperTest {

    private final CoreMessage message = new CoreMessage(4711, 256);

    @Test
    void a_text_without_text_is_null_and_not_empty() throws Exception {
        message.setType(Message.TEXT_TYPE);
        message.getBodyBuffer().writeNullableSimpleString(null);

        assertThat(portable().body()).isEqualTo(new Body.Text(null));
    }

    @Test
    void a_text_keeps_every_character() throws Exception {
        String text = "h\u00e4\ud83d\ude00\u0000\ud800x";
        message.setType(Message.TEXT_TYPE);
        message.getBodyBuffer().writeNullableSimpleString(SimpleString.toSimpleString(text));

        assertThat(portable().body()).isEqualTo(new Body.Text(text));
    }

    @Test
    void bytes_are_kept_and_the_live_message_can_still_be_read() throws Exception {
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        message.setType(Message.BYTES_TYPE);
        message.getBodyBuffer().writeBytes(bytes);

        assertThat(portable().body()).isEqualTo(new Body.Bytes(Content.of(bytes)));
        assertThat(portable().body()).isEqualTo(new Body.Bytes(Content.of(bytes)));
        byte[] live = new byte[bytes.length];
        message.getBodyBuffer().readBytes(live);
        assertThat(live).isEqualTo(bytes);
    }

    @Test
    void an_object_is_its_serialized_bytes_without_their_length() throws Exception {
        byte[] serialized = {(byte) 0xac, (byte) 0xed, 0, 5, 1};
        message.setType(Message.OBJECT_TYPE);
        message.getBodyBuffer().writeInt(serialized.length);
        message.getBodyBuffer().writeBytes(serialized);

        assertThat(portable().body()).isEqualTo(new Body.ObjectBody(Content.of(serialized)));
    }

    @Test
    void a_map_keeps_the_types_of_its_entries() throws Exception {
        TypedProperties map = new TypedProperties();
        map.putCharProperty(name("char"), 'c');
        map.putShortProperty(name("short"), (short) 2);
        map.putBytesProperty(name("bytes"), new byte[] {1, 2});
        map.putNullValue(name("null"));
        map.putSimpleStringProperty(name("string"), name("s"));
        message.setType(Message.MAP_TYPE);
        map.encode(message.getBodyBuffer().byteBuf());

        assertThat(portable().body()).isEqualTo(new Body.MapBody(Map.of(
                "char", TypedValue.of('c'), "short", TypedValue.of((short) 2), "null", TypedValue.NULL,
                "bytes", TypedValue.of(new byte[] {1, 2}), "string", TypedValue.of("s"))));
    }

    @Test
    void a_stream_keeps_order_and_types() throws Exception {
        message.setType(Message.STREAM_TYPE);
        ActiveMQBuffer body = message.getBodyBuffer();
        body.writeByte(DataConstants.LONG);
        body.writeLong(5);
        body.writeByte(DataConstants.STRING);
        body.writeNullableString("s");
        body.writeByte(DataConstants.BYTE);
        body.writeByte((byte) 7);

        assertThat(portable().body()).isEqualTo(new Body.StreamBody(
                List.of(TypedValue.of(5L), TypedValue.of("s"), TypedValue.of((byte) 7))));
    }

    @Test
    void the_header_is_what_JMS_shows() throws Exception {
        message.setUserID(UUIDGenerator.getInstance().generateUUID());
        message.setTimestamp(1_000).setExpiration(2_000);
        message.setPriority((byte) 7);
        message.setDurable(false);
        message.putStringProperty("JMSType", "type");
        message.putStringProperty("JMSCorrelationID", "corr");
        message.putStringProperty("JMSReplyTo", "topic://jms.topic.news");

        var header = portable().header();

        assertThat(header.id()).isEqualTo("ID:" + message.getUserID());
        assertThat(header.timestamp()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(header.expiration()).isEqualTo(Instant.ofEpochMilli(2_000));
        assertThat(header.priority()).isEqualTo(7);
        assertThat(header.persistent()).isFalse();
        assertThat(header.type()).isEqualTo("type");
        assertThat(header.correlationId()).isEqualTo(new CorrelationId.Text("corr"));
        assertThat(header.replyTo()).isEqualTo(new ReplyTo(ReplyTo.Type.TOPIC, "jms.topic.news"));
        assertThat(header.brokerId()).isEqualTo("4711");
        assertThat(header.due()).isNull();
    }

    @Test
    void a_scheduled_message_has_its_due_time_and_delivery_count() throws Exception {
        MessageReference reference = new MessageReferenceImpl(message, null);
        reference.setScheduledDeliveryTime(5_000);
        reference.setDeliveryCount(2);

        var header = MessageMapper.portable(reference, true).header();

        assertThat(header.due()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(header.deliveryCount()).isEqualTo(2);
    }

    @Test
    void a_message_that_has_fallen_due_is_not_scheduled_any_more() throws Exception {
        MessageReference reference = new MessageReferenceImpl(message, null);
        reference.setScheduledDeliveryTime(5_000);

        assertThat(MessageMapper.portable(reference, false).header().due()).isNull();
    }

    @Test
    void properties_keep_their_types_and_those_of_the_broker_stay_behind() throws Exception {
        message.putFloatProperty("float", 5f);
        message.putStringProperty("string", "s");
        message.putStringProperty(Message.HDR_GROUP_ID, name("group"));
        message.putLongProperty("_AMQ_INGRESS_TIMESTAMP", 1L);
        message.putBytesProperty("_AMQ_DUPL_ID", new byte[] {1});
        message.putStringProperty("_AMQ_ORIG_QUEUE", "jms.queue.source");
        message.putStringProperty("__AMQ_CID", "client");

        assertThat(portable().properties()).isEqualTo(Map.of(
                "float", TypedValue.of(5f), "string", TypedValue.of("s"), "JMSXGroupID", TypedValue.of("group"),
                "_AMQ_ORIG_QUEUE", TypedValue.of("jms.queue.source")));
    }

    private PortableMessage portable() throws Exception {
        return MessageMapper.portable(new MessageReferenceImpl(message, null), false);
    }

    private static SimpleString name(String text) {
        return SimpleString.toSimpleString(text);
    }
}
