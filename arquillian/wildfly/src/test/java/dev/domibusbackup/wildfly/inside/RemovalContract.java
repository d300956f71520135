package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;

import jakarta.jms.JMSContext;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.MessageNumbers;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;

/** Removing what was in a queue at a cut, and nothing else. */
abstract class RemovalContract extends SinkTransactionContract {

    private static final int HOUR = 3_600_000;

    RemovalContract(InsideServer server) {
        super(server);
    }

    @Test
    void removing_a_cut_takes_what_is_ready_and_scheduled_and_leaves_what_came_later() throws Exception {
        sendNumbers(CUT, 0, 2_500);
        sendLater(CUT, 2_500);
        pause(CUT);
        QueueCut cut = cut(CUT);
        sendNumbers(CUT, 2_501, 2_510);
        sendLater(CUT, 2_510);

        assertThat(server().adapter().remove(cut, number -> true)).isEqualTo(2_501);
        assertThat(state(CUT).ready()).isEqualTo(9);
        assertThat(state(CUT).scheduled()).isEqualTo(1);
        assertThat(state(CUT).delivering()).isZero();
        assertThat(server().adapter().remove(cut, number -> true)).isZero();

        resume(CUT);
        assertThat(consumeNumbers(CUT, 9)).isEqualTo(range(2_501, 2_510));
    }

    @Test
    void what_was_open_at_the_cut_and_is_committed_after_the_export_stays() throws Exception {
        sendNumbers(CUT_OPEN, 0, 3);
        pause(CUT_OPEN);
        try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            sendWithoutCommit(context, CUT_OPEN, 3);
            QueueCut cut = cut(CUT_OPEN);
            MessageNumbers exported = new MessageNumbers();
            try (MessageSource source = messages(cut)) {
                for (Optional<PortableMessage> next = source.next(); next.isPresent(); next = source.next()) {
                    exported.add(Long.parseLong(next.get().header().brokerId()));
                }
            }
            context.commit();
            Await.until("committed", BOUND, () -> state(CUT_OPEN).ready() == 4);

            assertThat(server().adapter().remove(cut, exported::contains)).isEqualTo(3);
        }
        resume(CUT_OPEN);
        assertThat(consumeNumbers(CUT_OPEN, 1)).isEqualTo(range(3, 4));
    }

    @Test
    void removing_a_cut_takes_what_is_paged() throws Exception {
        pause(CUT_PAGED);
        for (int from = 0; from < 400; from += 100) {
            sendBig(CUT_PAGED, from, from + 100);
        }
        sendLater(CUT_PAGED, 400);
        assertThat(server().pages(server().brokerName(CUT_PAGED))).isTrue();
        QueueCut cut = cut(CUT_PAGED);
        sendBig(CUT_PAGED, 401, 405);

        assertThat(server().adapter().remove(cut, number -> true)).isEqualTo(401);
        assertThat(state(CUT_PAGED).total()).isEqualTo(4);
        assertThat(server().adapter().remove(cut, number -> true)).isZero();

        resume(CUT_PAGED);
        assertThat(consumeNumbers(CUT_PAGED, 4)).isEqualTo(range(401, 405));
    }

    /** A page holds what a large message has beside its body; the body stays a file of its own. */
    @Test
    void large_messages_between_paged_ones_come_whole_and_go_with_their_files() throws Exception {
        long files = server().filesOfLargeMessages();
        pause(CUT_LARGE);
        for (int from = 0; from < 400; from += 100) {
            sendBig(CUT_LARGE, from, from + 99);
            send(CUT_LARGE, numberedLarge(from + 99));
        }
        assertThat(server().pages(server().brokerName(CUT_LARGE))).isTrue();
        assertThat(server().filesOfLargeMessages()).isGreaterThanOrEqualTo(4);
        QueueCut cut = cut(CUT_LARGE);
        for (int reading = 0; reading < 2; reading++) {
            try (MessageSource source = messages(cut)) {
                for (int number = 0; number < 400; number++) {
                    PortableMessage message = source.next().orElseThrow();
                    assertThat(number(message)).isEqualTo(number);
                    if (number % 100 == 99) {
                        assertThat(message.body()).isEqualTo(numberedLarge(number).body());
                    }
                }
                assertThat(source.next()).isEmpty();
            }
        }

        assertThat(server().adapter().remove(cut, number -> true)).isEqualTo(400);
        assertThat(state(CUT_LARGE).total()).isZero();
        Await.until("no file left", BOUND, () -> server().filesOfLargeMessages() <= files);

        send(CUT_LARGE, numberedLarge(400), numberedLarge(401));
        resume(CUT_LARGE);
        assertThat(consumeNumbers(CUT_LARGE, 2)).isEqualTo(range(400, 402));
    }

    private static PortableMessage numberedLarge(int number) {
        byte[] body = new byte[1_000_000];
        new Random(number).nextBytes(body);
        PortableMessage numbered = message(number, MessageHeader.builder());
        return new PortableMessage(numbered.header(), numbered.properties(), new Body.Bytes(Content.of(body)));
    }

    private void sendBig(String queue, int from, int to) {
        PortableMessage[] messages = new PortableMessage[to - from];
        for (int i = 0; i < messages.length; i++) {
            PortableMessage numbered = message(from + i, MessageHeader.builder());
            messages[i] = new PortableMessage(numbered.header(), numbered.properties(),
                    new Body.Text("x".repeat(40_000)));
        }
        send(queue, messages);
    }

    private void sendLater(String queue, int number) {
        try (JMSContext context = server().connections().createContext()) {
            context.createProducer().setDeliveryDelay(HOUR).send(server().queue(queue), numbered(context, number));
        }
    }
}
