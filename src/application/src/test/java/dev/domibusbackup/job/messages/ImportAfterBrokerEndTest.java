package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a broker forgets when it ends: its non-persistent messages, also those that the import had committed. */
class ImportAfterBrokerEndTest extends ImportScene {

    @Test
    void what_a_broker_forgot_when_it_ended_is_sent_again_and_nothing_else() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);
        server.restartBroker();
        a.room(12);
        assertThatThrownBy(() -> run(queue)).as("dies again while it sends again").isInstanceOf(ProblemException.class);
        server.restartBroker();

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).containsExactlyInAnyOrderElementsOf(names(100));
        assertThat(positions.read("job", "one")).isEqualTo(new ImportTally(100, 0, 0, 0, Map.of()));
    }

    @Test
    void a_queue_that_was_done_before_the_broker_ended_gets_back_what_it_forgot() throws IOException {
        ImportQueue one = queue("one", A, everyThirdNonPersistent(30));
        ImportQueue two = queue("two", B, texts(30));
        b.room(5);
        assertThatThrownBy(() -> run(one, two)).isInstanceOf(ProblemException.class);
        server.restartBroker();
        assertThat(a.contents()).hasSize(20);

        b.room(Integer.MAX_VALUE);
        run(one, two);

        assertThat(texts(a)).containsExactlyInAnyOrderElementsOf(names(30));
        assertThat(texts(b)).containsExactlyElementsOf(names(30));
    }

    @Test
    void what_was_handed_over_to_domibus_is_not_sent_again() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);
        positions.handOver("job");
        server.restartBroker();

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).hasSize(100 - 17).doesNotContain("m0", "m48").contains("m51", "m99");
    }

    @Test
    void as_long_as_the_broker_runs_nothing_is_sent_again() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).containsExactlyElementsOf(names(100));
    }

    @Test
    void the_import_waits_for_broker_and_database_and_says_so() {
        server.transactionsInDoubtAre(0);
        positions.lockedFor(6);
        Progress seconds = TestProgress.of("transactions-in-doubt", "seconds");

        Optional<Problem> warning = new InDoubt(server, positions, "job", Duration.ofMinutes(1))
                .await(seconds, () -> { });
        assertThat(warning).hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("DB-IMP-005"));
        assertThat(TestProgress.expected(seconds)).isEqualTo(60);
    }

    @Test
    void the_wait_for_transactions_in_doubt_is_bounded_and_can_be_stopped() {
        server.transactionsInDoubtAre(2);
        Progress seconds = TestProgress.of("transactions-in-doubt", "seconds");

        assertThatThrownBy(() -> new InDoubt(server, positions, "job", Duration.ZERO).await(seconds, () -> { }))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().fact()).contains("2 at the broker", "free"));
        assertThatThrownBy(() -> new InDoubt(server, positions, "job", Duration.ofHours(1)).await(seconds, () -> {
            throw new StopRequested();
        })).isInstanceOf(StopRequested.class);
    }
}
