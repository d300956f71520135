package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.NotKept;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an import counts, and what the broker counts after it. */
class ImportCountsTest extends ImportScene {

    @Test
    void what_has_expired_or_is_not_wanted_is_counted_and_not_sent() throws IOException {
        List<PortableMessage> messages = new ArrayList<>(texts(6));
        messages.add(text("old", MessageHeader.builder().id("ID:old").expiration(Instant.now().minusSeconds(1))));
        messages.add(text("fresh", MessageHeader.builder().id("ID:fresh")
                .expiration(Instant.now().plusSeconds(3600))));
        MessageChoice choice = message -> switch (((Body.Text) message.body()).text()) {
            case "m1" -> Fate.SKIPPED;
            case "m2", "m3" -> Fate.REFUSED;
            default -> Fate.SENT;
        };
        run(new ImportQueue("one", A, MessageFiles.write(base.resolve("set"), "one", messages), 8, choice));

        assertThat(texts(a)).containsExactly("m0", "m4", "m5", "fresh");
        assertThat(positions.read("job", "one")).isEqualTo(new ImportTally(4, 1, 2, 1, Map.of()));
    }

    @Test
    void what_the_server_could_not_keep_is_counted() throws IOException {
        run(queue("one", A, List.of(text("tried", MessageHeader.builder().id("ID:1").deliveryCount(3)),
                text("new", MessageHeader.builder().id("ID:2")))));

        assertThat(positions.read("job", "one").notKept()).isEqualTo(Map.of(NotKept.DELIVERY_COUNT, 1L));
    }

    @Test
    void messages_missing_at_the_broker_fail_the_comparison_by_queue_and_numbers() throws IOException {
        MessageImport work = run(queue("one", A, texts(20)));
        server.remove(server.cut(A), number -> true);
        CountCheck check = new CountCheck(server, queue -> false, warnings::add, Duration.ZERO);

        assertThatThrownBy(() -> check.check(work)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().fact()).contains(A, "0 messages", "sent 20"));
    }

    @Test
    void more_messages_than_sent_are_a_failure_unless_somebody_may_send() throws IOException {
        a.send(4);
        MessageImport work = run(queue("one", A, texts(20)));
        new CountCheck(server, queue -> false, warnings::add).check(work);
        a.send(1);

        assertThatThrownBy(() -> new CountCheck(server, queue -> false, warnings::add).check(work))
                .isInstanceOf(ProblemException.class);
        assertThat(warnings).isEmpty();
        new CountCheck(server, queue -> true, warnings::add).check(work);
        assertThat(warnings).singleElement().satisfies(problem -> assertThat(problem.fact()).contains("4 + 20"));
    }

    @Test
    void what_expired_at_the_broker_meanwhile_is_not_missed() throws IOException {
        MessageImport work = run(queue("one", A, texts(20)));
        a.expireFirst();
        new CountCheck(server, queue -> false, warnings::add).check(work);
    }
}
