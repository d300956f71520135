package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.JmsMessages;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.message.arbitrary.Messages;
import dev.domibusbackup.problem.ProblemException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.util.ByteSequence;
import org.junit.jupiter.api.Test;

/** Held against the way back: what was sent and is read again is what it was. */
class OutgoingMessagesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Provide
    Arbitrary<PortableMessage> messages() {
        return Messages.messages();
    }

    @Property(tries = 300)
    void what_is_sent_reads_as_it_was(@ForAll("messages") PortableMessage any) throws Exception {
        PortableMessage message = possible(any);

        Message sent = sent(message, Optional.empty());

        PortableMessage read = read(sent);
        assertThat(read.properties()).isEqualTo(message.properties());
        assertThat(read.body()).isEqualTo(message.body());
        assertThat(read.header()).isEqualTo(message.header());
    }

    @Test
    void what_is_due_later_is_given_to_the_scheduler_and_what_is_not_comes_at_once() throws Exception {
        Message later = sent(due(NOW.plusMillis(1500)), Optional.empty());
        Message past = sent(due(NOW.minusMillis(1)), Optional.empty());

        assertThat(later.getLongProperty("AMQ_SCHEDULED_DELAY")).isEqualTo(1500);
        assertThat(past.propertyExists("AMQ_SCHEDULED_DELAY")).isFalse();
    }

    @Test
    void the_time_to_live_is_what_is_left_of_it() throws Exception {
        PortableMessage message = new PortableMessage(
                MessageHeader.builder().expiration(NOW.plusMillis(7000)).build(), Map.of(), new Body.Empty());

        assertThat(sent(message, Optional.empty()).getJMSExpiration()).isEqualTo(7000);
    }

    @Test
    void a_mark_of_ours_goes_with_it_and_what_the_broker_sets_does_not() throws Exception {
        PortableMessage message = new PortableMessage(MessageHeader.builder().build(),
                Map.of("JMSXUserID", TypedValue.of("someone"), "JMSXGroupID", TypedValue.of("g")), new Body.Empty());

        Message sent = sent(message, Optional.of(Map.entry("DomibusBackupPosition", "job:7")));

        assertThat(sent.getStringProperty("DomibusBackupPosition")).isEqualTo("job:7");
        assertThat(sent.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(sent.getObjectProperty("JMSXUserID")).isNull();
    }

    @Test
    void what_jms_does_not_take_names_message_and_queue() {
        PortableMessage message = new PortableMessage(MessageHeader.builder().id("ID:1").build(),
                Map.of("", TypedValue.of(1)), new Body.Empty());

        assertThatThrownBy(() -> sent(message, Optional.empty())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-AMQ-018").hasMessageContaining("ID:1").hasMessageContaining("queue q");
    }

    private static PortableMessage due(Instant due) {
        return new PortableMessage(MessageHeader.builder().due(due).build(), Map.of(), new Body.Empty());
    }

    /** Without what JMS gives anew, what ActiveMQ has no place for, and names with rules of their own. */
    private static PortableMessage possible(PortableMessage any) {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        any.properties().forEach((name, value) -> {
            if (!name.startsWith("JMS")) {
                properties.put(name, value);
            }
        });
        MessageHeader header = any.header();
        boolean text = header.correlationId() instanceof CorrelationId.Text;
        return new PortableMessage(MessageHeader.builder().type(header.type())
                .correlationId(text ? header.correlationId() : null).priority(header.priority())
                .persistent(header.persistent())
                // a message that is read by a client counts this delivery
                .deliveryCount(1).build(), properties, any.body());
    }

    private static Message sent(PortableMessage message, Optional<Map.Entry<String, String>> mark) {
        SentMessages broker = new SentMessages();
        try (OutgoingMessages out = new OutgoingMessages(broker.session(), "q",
                (object, bytes) -> ((ActiveMQObjectMessage) object).setContent(new ByteSequence(bytes)), CLOCK)) {
            out.send(message, mark);
        }
        assertThat(broker.sent()).hasSize(1);
        return broker.sent().get(0);
    }

    private static PortableMessage read(Message sent) {
        return new JmsMessages("q", object -> {
            ByteSequence content = ((ActiveMQObjectMessage) object).getContent();
            return Content.of(content == null ? new byte[0] : content.getData());
        }).toPortable(sent, null, null);
    }
}
