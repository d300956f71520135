package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryTopic;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.server.MessageSource;

/** Headers come out of the adapter as JMS set them, and what the broker knows besides; large bodies are streamed. */
abstract class HeaderContract extends MessageContract {

    private static final String HEADERS = "contract.headers";
    private static final String PRIORITIES = "contract.priorities";
    private static final String DELAYED = "contract.delayed";
    private static final String ROLLED_BACK = "contract.rolled-back";
    private static final String LARGE = "contract.large";
    private static final String REPLIES = "contract.replies";
    static final List<String> HEADER_QUEUES = List.of(HEADERS, PRIORITIES, DELAYED, ROLLED_BACK, LARGE, REPLIES);

    private static final int HOUR = 3_600_000;
    private static final int LARGE_SIZE = 5_000_000;

    HeaderContract(InsideServer server) {
        super(server);
    }

    @Test
    void a_header_comes_back_field_by_field() throws Exception {
        try (JMSContext context = server().connections().createContext()) {
            Message full = context.createMessage();
            full.setJMSType("type");
            full.setJMSCorrelationID("correlation");
            full.setJMSReplyTo(server().queue(REPLIES));
            context.createProducer().setPriority(7).setTimeToLive(HOUR).send(server().queue(HEADERS), full);
            Message plain = context.createMessage();
            plain.setJMSCorrelationIDAsBytes(new byte[] {-128, 0, 127});
            // all values each time: the producers of one context of Artemis share them
            context.createProducer().setPriority(6).setTimeToLive(0).setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .send(server().queue(HEADERS), plain);
            Message bare = context.createMessage();
            TemporaryTopic topic = context.createTemporaryTopic();
            bare.setJMSReplyTo(topic);
            context.createProducer().setPriority(5).setDeliveryMode(DeliveryMode.PERSISTENT)
                    .send(server().queue(HEADERS), bare);
            // the broker does not confirm what is not persistent
            Await.until("all sent", BOUND, () -> state(HEADERS).total() == 3);

            List<MessageHeader> read = headers(HEADERS);

            assertThat(read).extracting(MessageHeader::id)
                    .containsExactly(full.getJMSMessageID(), plain.getJMSMessageID(), bare.getJMSMessageID());
            assertThat(read).extracting(MessageHeader::timestamp).containsExactly(instant(full.getJMSTimestamp()),
                    instant(plain.getJMSTimestamp()), instant(bare.getJMSTimestamp()));
            assertThat(read).extracting(MessageHeader::type).containsExactly("type", null, null);
            assertThat(read).extracting(MessageHeader::correlationId).containsExactly(
                    new CorrelationId.Text("correlation"),
                    new CorrelationId.Bytes(Content.of(new byte[] {-128, 0, 127})), null);
            assertThat(read.get(0).replyTo())
                    .isEqualTo(new ReplyTo(ReplyTo.Type.QUEUE, server().brokerName(REPLIES)));
            assertThat(read.get(1).replyTo()).isNull();
            assertThat(read.get(2).replyTo().type()).isEqualTo(ReplyTo.Type.TOPIC);
            // the broker's name may have the prefix of its addresses
            assertThat(read.get(2).replyTo().name()).endsWith(topic.getTopicName());
            assertThat(read).extracting(MessageHeader::persistent).containsExactly(true, false, true);
            assertThat(read).extracting(MessageHeader::expiration)
                    .containsExactly(instant(full.getJMSExpiration()), null, null);
            assertThat(read).extracting(MessageHeader::due).containsOnlyNulls();
            assertThat(read).extracting(MessageHeader::deliveryCount).containsOnly(0);
        }
    }

    @Test
    void every_priority_comes_back_in_the_order_of_delivery() {
        try (JMSContext context = server().connections().createContext()) {
            for (int priority = 0; priority <= 9; priority++) {
                context.createProducer().setPriority(priority)
                        .send(server().queue(PRIORITIES), numbered(context, priority));
            }
        }

        assertThat(headers(PRIORITIES)).extracting(MessageHeader::priority)
                .containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    }

    @Test
    void a_delayed_message_is_given_with_its_due_time() throws Exception {
        Message message;
        long before = System.currentTimeMillis();
        try (JMSContext context = server().connections().createContext()) {
            message = numbered(context, 1);
            context.createProducer().setDeliveryDelay(HOUR).send(server().queue(DELAYED), message);
        }
        long after = System.currentTimeMillis();

        assertThat(state(DELAYED).scheduled()).isEqualTo(1);
        assertThat(cut(DELAYED).scheduled()).isEqualTo(1);
        MessageHeader read = headers(DELAYED).get(0);
        assertThat(read.due()).isBetween(instant(before + HOUR), instant(after + HOUR));
        assertThat(read.due()).isEqualTo(instant(message.getJMSDeliveryTime()));
    }

    @Test
    void failed_deliveries_are_counted() {
        sendNumbers(ROLLED_BACK, 0, 1);
        for (int i = 0; i < 3; i++) {
            try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED);
                    JMSConsumer consumer = context.createConsumer(server().queue(ROLLED_BACK))) {
                assertThat(consumer.receive(BOUND.toMillis())).isNotNull();
                context.rollback();
            }
        }

        assertThat(headers(ROLLED_BACK)).extracting(MessageHeader::deliveryCount).containsExactly(3);
    }

    @Test
    void five_megabytes_are_streamed_and_can_be_read_again() throws Exception {
        byte[] bytes = new byte[LARGE_SIZE];
        new Random(1).nextBytes(bytes);
        try (JMSContext context = server().connections().createContext()) {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(bytes);
            context.createProducer().send(server().queue(LARGE), message);
        }

        for (int i = 0; i < 2; i++) {
            try (MessageSource source = messages(cut(LARGE))) {
                Content content = ((Body.Bytes) source.next().orElseThrow().body()).content();
                assertThat(content.size()).isEqualTo(LARGE_SIZE);
                try (InputStream begun = content.open()) {
                    assertThat(begun).as("not the whole in memory").isNotInstanceOf(ByteArrayInputStream.class);
                    assertThat(begun.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
                }
                assertThat(content).isEqualTo(Content.of(bytes));
            }
        }
        try (JMSContext context = server().connections().createContext();
                JMSConsumer consumer = context.createConsumer(server().queue(LARGE))) {
            Message message = consumer.receive(BOUND.toMillis());
            assertThat(message.getBody(byte[].class)).isEqualTo(bytes);
        }
    }

    private List<MessageHeader> headers(String queue) {
        List<MessageHeader> headers = new ArrayList<>();
        try (MessageSource source = messages(cut(queue))) {
            for (Optional<PortableMessage> next = source.next(); next.isPresent(); next = source.next()) {
                headers.add(next.get().header());
            }
        }
        return headers;
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
