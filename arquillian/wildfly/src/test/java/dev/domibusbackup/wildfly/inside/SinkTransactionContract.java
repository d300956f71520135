package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;

import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.MessageSink;
import dev.domibusbackup.server.QueueCut;

/** Sending is part of a JTA transaction, whole or not at all; a refusal names queue and message. */
abstract class SinkTransactionContract extends SinkContract {

    private static final String ONE = "contract.one";
    private static final String TWO = "contract.two";
    private static final String PREPARED = "contract.prepared";
    private static final String DOUBT = "contract.doubt";
    private static final String BROKEN = "contract.broken";
    static final String CUT = "contract.cut-away";
    static final String CUT_OPEN = "contract.cut-open";
    static final String CUT_PAGED = "contract.cut-paged";
    static final String CUT_LARGE = "contract.cut-paged-large";
    static final String FAILS = "contract.fails";
    static final String BLOCKS = "contract.blocks";
    static final String DROPS = "contract.drops";
    static final List<String> TRANSACTION_QUEUES = List.of("contract.times-absolute", "contract.expired-before", ONE,
            TWO, PREPARED, DOUBT, BROKEN, CUT, CUT_OPEN, CUT_PAGED, CUT_LARGE, FAILS, BLOCKS, DROPS);
    /** Bytes that the addresses of the last three queues hold. */
    static final int ROOM = 400_000;

    SinkTransactionContract(InsideServer server) {
        super(server);
    }

    @Test
    void nothing_is_in_the_queues_before_the_commit_and_all_of_both_after_it() throws Exception {
        server().transactions().begin();
        try (MessageSink one = sink(ONE); MessageSink two = sink(TWO)) {
            for (int number = 0; number < 100; number++) {
                one.send(message(number, MessageHeader.builder()));
                two.send(message(number, MessageHeader.builder()));
            }
        }
        assertThat(state(ONE).total()).isZero();
        assertThat(state(TWO).total()).isZero();

        server().transactions().commit();

        awaitTotal(ONE, 100);
        awaitTotal(TWO, 100);
        assertThat(consumeNumbers(ONE, 100)).isEqualTo(range(0, 100));
        assertThat(consumeNumbers(TWO, 100)).isEqualTo(range(0, 100));
    }

    @Test
    void a_rollback_leaves_nothing() throws Exception {
        QueueCut before = cut(BROKEN);
        long files = server().filesOfLargeMessages();
        server().transactions().begin();
        try (MessageSink sink = sink(BROKEN)) {
            sink.send(message(1, MessageHeader.builder()));
            sink.send(large(2));
        }
        server().transactions().rollback();

        assertThat(cut(BROKEN).added()).isEqualTo(before.added());
        Await.until("no file left", BOUND, () -> server().filesOfLargeMessages() == files);
        assertThat(server().adapter().transactionsInDoubt()).isZero();
    }

    @Test
    void a_message_whose_body_breaks_off_is_named_and_its_transaction_cannot_be_committed() throws Exception {
        PortableMessage broken = new PortableMessage(MessageHeader.builder().id("ID:broken").build(), Map.of(),
                new Body.Bytes(Content.streamed(2_000_000, () -> Content.of(new byte[1_000_000]).open())));
        long files = server().filesOfLargeMessages();
        server().transactions().begin();
        try (MessageSink sink = sink(BROKEN)) {
            sink.send(message(1, MessageHeader.builder()));
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sink.send(broken))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.MESSAGE_REFUSED.code()))
                    .withMessageContaining("ID:broken").withMessageContaining(server().brokerName(BROKEN));
        }

        assertThatExceptionOfType(RollbackException.class).isThrownBy(() -> server().transactions().commit());

        assertThat(state(BROKEN).total()).isZero();
        Await.until("no file left", BOUND, () -> server().filesOfLargeMessages() == files);
    }

    @Test
    void a_transaction_that_timed_out_takes_no_more_and_leaves_nothing() throws Exception {
        server().transactions().setTransactionTimeout(1);
        try {
            server().transactions().begin();
        } finally {
            // of this thread's next transactions
            server().transactions().setTransactionTimeout(0);
        }
        try (MessageSink sink = sink(BROKEN)) {
            sink.send(message(1, MessageHeader.builder()));
            Await.until("timed out", BOUND,
                    () -> server().transactions().getStatus() != Status.STATUS_ACTIVE);

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> sink.send(message(2, MessageHeader.builder())))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.NO_TRANSACTION.code()));
        } finally {
            server().transactions().rollback();
        }
        assertThat(state(BROKEN).total()).isZero();
    }

    @Test
    void what_is_prepared_can_be_recovered_by_any_xa_connection_and_is_not_in_doubt_while_we_live() throws Exception {
        int[] inDoubt = {-1};
        long[] there = {-1};
        OtherResource other = new OtherResource(() -> {
            there[0] = state(PREPARED).total();
            inDoubt[0] = server().adapter().transactionsInDoubt();
            try (XAJMSContext xa = server().xaConnections().createXAContext()) {
                Xid[] prepared = xa.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
                assertThat(prepared).hasSize(1);
                // an exception of its own, because one of this resource would be its vote
                assertThatCode(() -> xa.getXAResource().rollback(prepared[0])).doesNotThrowAnyException();
            }
            throw new XAException(XAException.XA_RBROLLBACK);
        });
        server().transactions().begin();
        try (MessageSink sink = sink(PREPARED)) {
            sink.send(message(1, MessageHeader.builder()));
        }
        server().transactions().getTransaction().enlistResource(other);

        assertThatExceptionOfType(RollbackException.class).isThrownBy(() -> server().transactions().commit());

        assertThat(other.failure).isNull();
        assertThat(there[0]).isZero();
        assertThat(inDoubt[0]).isZero();
        assertThat(state(PREPARED).total()).isZero();
        assertThat(server().adapter().transactionsInDoubt()).isZero();
    }

    @Test
    void two_phases_commit_as_one() throws Exception {
        OtherResource other = new OtherResource(() -> assertThat(state(PREPARED).total()).isZero());
        server().transactions().begin();
        Transaction transaction = server().transactions().getTransaction();
        transaction.enlistResource(other);
        try (MessageSink sink = sink(PREPARED)) {
            sink.send(message(5, MessageHeader.builder()));
            sink.send(message(6, MessageHeader.builder().persistent(false)));
        }
        server().transactions().commit();

        assertThat(other.committed).isTrue();
        assertThat(consumeNumbers(PREPARED, 2)).isEqualTo(List.of(5, 6));
    }

    @Test
    void a_prepared_transaction_that_nobody_ends_is_in_doubt_until_it_is_recovered() throws Exception {
        Xid xid = new TestXid();
        try (XAJMSContext xa = server().xaConnections().createXAContext()) {
            xa.getXAResource().start(xid, XAResource.TMNOFLAGS);
            xa.createProducer().send(server().queue(DOUBT), xa.createTextMessage("in doubt"));
            xa.getXAResource().end(xid, XAResource.TMSUCCESS);
            xa.getXAResource().prepare(xid);
        }
        assertThat(server().adapter().transactionsInDoubt()).isEqualTo(1);

        try (XAJMSContext xa = server().xaConnections().createXAContext()) {
            xa.getXAResource().commit(xid, false);
        }

        awaitTotal(DOUBT, 1);
        assertThat(server().adapter().transactionsInDoubt()).isZero();
    }

    @Test
    void an_unknown_queue_and_a_missing_transaction_are_named() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sink("contract.unknown"))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.QUEUE_UNKNOWN.code()));
        try (MessageSink sink = sink(ONE)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> sink.send(message(1, MessageHeader.builder())))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.NO_TRANSACTION.code()))
                    .withMessageContaining(server().brokerName(ONE));
        }
    }

    @Test
    void a_full_address_refuses_at_once_whatever_its_policy_and_keeps_nothing() throws Exception {
        for (String queue : List.of(FAILS, BLOCKS, DROPS)) {
            pause(queue);
            server().transactions().begin();
            try (MessageSink sink = sink(queue)) {
                assertThatExceptionOfType(ProblemException.class).as(queue).isThrownBy(() -> {
                    for (int number = 0; number < 100; number++) {
                        sink.send(new PortableMessage(MessageHeader.builder().id("ID:" + number).build(), Map.of(),
                                new Body.Bytes(Content.of(new byte[50_000]))));
                    }
                }).satisfies(e -> assertThat(e.problem().code()).isEqualTo(ServerProblem.QUEUE_FULL.code()))
                        .withMessageContaining(server().brokerName(queue)).withMessageContaining("ID:");
            } finally {
                server().transactions().rollback();
            }

            assertThat(state(queue).total()).as(queue).isZero();
            Await.until("room again in " + queue, BOUND, () -> {
                send(queue, message(1, MessageHeader.builder()));
                return true;
            });
        }
    }

    private MessageSink sink(String queue) {
        return server().adapter().sink(server().brokerName(queue));
    }

    private static PortableMessage large(int number) {
        return new PortableMessage(MessageHeader.builder().id("ID:" + number).build(), Map.of(),
                new Body.Bytes(Content.of(new byte[1_000_000])));
    }
}
