package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;

/** The adapter gives a queue as it was at its cut, whole, each message once, and changes nothing in it. */
abstract class QueueContract extends HeaderContract {

    private static final String MANY = "contract.many";
    private static final String CONFIRMED = "contract.confirmed";
    private static final String UNTOUCHED = "contract.untouched";
    private static final String PAUSED = "contract.paused";
    private static final String PREFETCHED = "contract.prefetched";
    private static final String LATER = "contract.later";
    private static final String ACROSS = "contract.across";
    private static final String ROLLED_BACK = "contract.never-committed";
    private static final String EXPIRED = "contract.expired";
    private static final String FALLING_DUE = "contract.falling-due";
    private static final String PAGED = "contract.paged";
    static final List<String> CUT_QUEUES = List.of(MANY, CONFIRMED, UNTOUCHED, PAUSED, PREFETCHED, LATER, ACROSS,
            ROLLED_BACK, EXPIRED, FALLING_DUE, PAGED);

    private static final int HOUR = 3_600_000;

    QueueContract(InsideServer server) {
        super(server);
    }

    @Test
    void ten_readings_of_ten_thousand_messages_give_all_in_order() {
        sendNumbers(MANY, 0, 10_000);
        pause(MANY);
        for (int reading = 0; reading < 10; reading++) {
            QueueCut cut = cut(MANY);
            assertThat(cut.ready()).isEqualTo(10_000);
            try (MessageSource source = messages(cut)) {
                assertThat(numbers(source)).as("reading %s", reading).isEqualTo(range(0, 10_000));
                assertThat(source.arrivedAfterCut()).isZero();
                assertThat(source.addedSinceCut()).isZero();
                assertThat(source.expiredSinceCut()).isZero();
            }
        }
    }

    @Test
    void what_the_broker_has_confirmed_is_in_the_next_cut() {
        try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int number = 0; number < 500; number++) {
                context.createProducer().send(server().queue(CONFIRMED), numbered(context, number));
                context.commit();
                assertThat(cut(CONFIRMED).ready()).isEqualTo(number + 1);
            }
        }
    }

    @Test
    void reading_changes_nothing_in_the_queue() throws Exception {
        sendNumbers(UNTOUCHED, 0, 100);
        sendDelayed(UNTOUCHED, 100, HOUR);
        QueueState before = state(UNTOUCHED);
        QueueCut cut = cut(UNTOUCHED);
        try (MessageSource source = messages(cut)) {
            assertThat(numbers(source)).isEqualTo(range(0, 101));
        }
        try (MessageSource leftEarly = messages(cut)) {
            assertThat(leftEarly.next()).isPresent();
        }

        assertThat(state(UNTOUCHED)).isEqualTo(before);
        assertThat(before.ready()).isEqualTo(100);
        assertThat(before.scheduled()).isEqualTo(1);
        assertThat(consumeNumbers(UNTOUCHED, 100)).isEqualTo(range(0, 100));
        assertThat(state(UNTOUCHED).scheduled()).isEqualTo(1);
    }

    @Test
    void a_paused_queue_delivers_nothing_until_it_is_resumed() throws Exception {
        pause(PAUSED);
        pause(PAUSED);
        sendNumbers(PAUSED, 0, 3);
        assertThat(state(PAUSED).paused()).isTrue();
        assertThat(state(PAUSED).ready()).isEqualTo(3);
        try (JMSContext context = server().connections().createContext();
                JMSConsumer consumer = context.createConsumer(server().queue(PAUSED))) {
            assertThat(consumer.receiveNoWait()).isNull();
        }

        resume(PAUSED);
        resume(PAUSED);

        assertThat(state(PAUSED).paused()).isFalse();
        assertThat(consumeNumbers(PAUSED, 3)).isEqualTo(range(0, 3));
    }

    @Test
    void what_a_consumer_has_prefetched_is_delivering_and_comes_back_when_it_is_disconnected() throws Exception {
        sendNumbers(PREFETCHED, 0, 20);
        JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED);
        try {
            JMSConsumer consumer = context.createConsumer(server().queue(PREFETCHED));
            assertThat(consumer.receive(BOUND.toMillis())).isNotNull();
            Await.until("all prefetched", BOUND, () -> state(PREFETCHED).delivering() == 20);
            pause(PREFETCHED);
            assertThat(state(PREFETCHED).consumers()).isEqualTo(1);
            assertThat(cut(PREFETCHED).delivering()).isEqualTo(20);
            assertThat(cut(PREFETCHED).ready()).isZero();

            server().adapter().disconnectConsumers(server().brokerName(PREFETCHED));
            Await.until("all back", BOUND, () -> state(PREFETCHED).ready() == 20);

            QueueCut cut = cut(PREFETCHED);
            assertThat(cut.delivering()).isZero();
            try (MessageSource source = messages(cut)) {
                assertThat(numbers(source)).isEqualTo(range(0, 20));
            }
        } finally {
            context.close();
        }
    }

    @Test
    void what_arrives_after_the_cut_is_counted_and_not_given() {
        sendNumbers(LATER, 0, 5);
        QueueCut cut = cut(LATER);
        sendNumbers(LATER, 5, 7);
        try (MessageSource source = messages(cut)) {
            assertThat(number(source.next().orElseThrow())).isZero();
            sendNumbers(LATER, 7, 8);
            sendDelayed(LATER, 8, HOUR);

            assertThat(numbers(source)).isEqualTo(range(1, 5));
            assertThat(source.arrivedAfterCut()).isEqualTo(4);
            assertThat(source.addedSinceCut()).isEqualTo(4);
        }
    }

    @Test
    void what_was_sent_before_the_cut_and_committed_after_it_is_given_and_explained_by_the_counters()
            throws JMSException {
        sendNumbers(ACROSS, 0, 1);
        try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            sendWithoutCommit(context, ACROSS, 1);
            QueueCut cut = cut(ACROSS);
            assertThat(cut.ready()).isEqualTo(1);
            context.commit();

            try (MessageSource source = messages(cut)) {
                assertThat(numbers(source)).isEqualTo(range(0, 2));
                assertThat(source.arrivedAfterCut()).isZero();
                assertThat(source.addedSinceCut()).isEqualTo(1);
            }
        }
    }

    @Test
    void what_is_never_committed_is_never_given() throws JMSException {
        sendNumbers(ROLLED_BACK, 0, 1);
        try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            sendWithoutCommit(context, ROLLED_BACK, 1);
            QueueCut cut = cut(ROLLED_BACK);
            context.rollback();

            try (MessageSource source = messages(cut)) {
                assertThat(numbers(source)).isEqualTo(range(0, 1));
                assertThat(source.addedSinceCut()).isZero();
            }
        }
    }

    @Test
    void what_expires_after_the_cut_is_counted() {
        pause(EXPIRED);
        sendNumbers(EXPIRED, 0, 2);
        try (JMSContext context = server().connections().createContext()) {
            for (int number = 2; number < 5; number++) {
                context.createProducer().setTimeToLive(1).send(server().queue(EXPIRED), numbered(context, number));
            }
            QueueCut cut = cut(EXPIRED);
            assertThat(cut.ready()).isEqualTo(5);
            // nobody gets a message, but the broker looks at each and removes what has expired
            resume(EXPIRED);
            try (JMSConsumer consumer = context.createConsumer(server().queue(EXPIRED), "number = -1")) {
                assertThat(consumer.receiveNoWait()).isNull();
                Await.until("expired", BOUND, () -> state(EXPIRED).total() == 2);
            }

            try (MessageSource source = messages(cut)) {
                assertThat(numbers(source)).isEqualTo(range(0, 2));
                assertThat(source.expiredSinceCut()).isEqualTo(3);
            }
        }
    }

    @Test
    void what_falls_due_while_it_is_read_is_given_once() {
        sendNumbers(FALLING_DUE, 0, 200);
        for (int number = 200; number < 205; number++) {
            sendDelayed(FALLING_DUE, number, 1_000);
        }
        pause(FALLING_DUE);
        QueueCut cut = cut(FALLING_DUE);
        assertThat(cut.ready() + cut.scheduled()).isEqualTo(205);
        try (MessageSource source = messages(cut)) {
            assertThat(number(source.next().orElseThrow())).isZero();
            Await.until("all due", BOUND, () -> state(FALLING_DUE).scheduled() == 0);

            assertThat(numbers(source)).containsExactlyInAnyOrderElementsOf(range(1, 205));
            assertThat(source.arrivedAfterCut()).isZero();
            assertThat(source.addedSinceCut()).isZero();
        }
    }

    @Test
    void a_queue_that_the_broker_pages_to_disk_is_given_whole() throws JMSException {
        String filler = "x".repeat(40_000);
        try (JMSContext context = server().connections().createContext()) {
            for (int number = 0; number < 400; number++) {
                TextMessage message = context.createTextMessage(filler);
                message.setIntProperty("number", number);
                context.createProducer().send(server().queue(PAGED), message);
            }
        }
        assertThat(server().pages(server().brokerName(PAGED))).isTrue();
        sendDelayed(PAGED, 400, HOUR);
        pause(PAGED);

        QueueCut cut = cut(PAGED);
        assertThat(cut.ready() + cut.scheduled()).isEqualTo(401);
        try (MessageSource source = messages(cut)) {
            assertThat(numbers(source)).isEqualTo(range(0, 401));
            assertThat(source.arrivedAfterCut()).isZero();
            assertThat(source.addedSinceCut()).isZero();
        }
        resume(PAGED);
        assertThat(consumeNumbers(PAGED, 400)).isEqualTo(range(0, 400));
    }

    @Test
    void a_queue_that_does_not_exist_is_named() {
        assertThat(server().adapter().queues()).extracting(QueueState::name).contains(server().brokerName(MANY));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cut("contract.unknown"))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.QUEUE_UNKNOWN.code()))
                .withMessageContaining("contract.unknown");
    }

    private void sendDelayed(String queue, int number, long millis) {
        try (JMSContext context = server().connections().createContext()) {
            context.createProducer().setDeliveryDelay(millis).send(server().queue(queue), numbered(context, number));
        }
    }

    void sendWithoutCommit(JMSContext context, String queue, int number) throws JMSException {
        context.createProducer().send(server().queue(queue), numbered(context, number));
        // a call that is answered: the broker has got the message now, and with it its id
        context.createBrowser(server().queue(queue)).close();
    }
}
