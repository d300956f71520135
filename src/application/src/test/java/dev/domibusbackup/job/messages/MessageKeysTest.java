package dev.domibusbackup.job.messages;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How messages are recognized once they were imported. */
class MessageKeysTest {

    private static final String ID = "ID:" + UUID.randomUUID();

    @Test
    void a_message_is_recognized_by_its_id_as_often_as_it_was_added() {
        MessageKeys keys = new MessageKeys(3);
        keys.add(message(ID, "a"));
        keys.add(message(ID, "a"));
        assertThat(keys.take(message(ID, "whatever"))).isTrue();
        assertThat(keys.take(message(ID, "a"))).isTrue();
        assertThat(keys.take(message(ID, "a"))).isFalse();
        assertThat(keys.take(message("ID:" + UUID.randomUUID(), "a"))).isFalse();
    }

    @Test
    void one_whose_id_no_broker_keeps_is_recognized_by_all_else_under_its_new_id() {
        MessageKeys keys = new MessageKeys(2);
        keys.add(message("ID:activemq-4711:1:1", "a"));
        keys.add(message(null, "b"));
        assertThat(keys.take(message(ID, "c"))).isFalse();
        assertThat(keys.take(message(ID, "a"))).isTrue();
        assertThat(keys.take(message(ID, "a"))).isFalse();
        assertThat(keys.take(message(null, "b"))).isTrue();
    }

    @Test
    void messages_that_differ_in_a_property_alone_are_told_apart() {
        MessageKeys keys = new MessageKeys(1);
        keys.add(with("ID:1", "one"));
        assertThat(keys.take(with("ID:2", "two"))).isFalse();
        assertThat(keys.take(with("ID:3", "one"))).isTrue();
    }

    @Test
    void many_are_all_found_and_no_other() {
        int many = 200_000;
        MessageKeys keys = new MessageKeys(many);
        IntStream.range(0, many).forEach(number -> keys.add(message(uuid(number), "x")));
        assertThat(IntStream.range(0, many).allMatch(number -> keys.take(message(uuid(number), "x")))).isTrue();
        assertThat(IntStream.range(0, 1000).anyMatch(number -> keys.take(message(uuid(number), "x")))).isFalse();
    }

    private static String uuid(int number) {
        return "ID:" + new UUID(number, 0);
    }

    private static PortableMessage message(String id, String text) {
        return new PortableMessage(MessageHeader.builder().id(id).timestamp(Instant.EPOCH).build(), Map.of(),
                new Body.Text(text));
    }

    private static PortableMessage with(String id, String property) {
        return new PortableMessage(MessageHeader.builder().id(id).build(),
                Map.of("messageId", TypedValue.of(property), "JMSXDeliveryCount", TypedValue.of(id.hashCode())),
                new Body.Text(null));
    }
}
