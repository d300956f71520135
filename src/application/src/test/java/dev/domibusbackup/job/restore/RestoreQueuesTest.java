package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which queues here get the messages of the set, and which are left as they are. */
class RestoreQueuesTest {

    private static final String A = "jms.queue.A";
    private static final String B = "jms.queue.B";

    @TempDir
    Path base;
    private SetScene scene;

    @BeforeEach
    void scene() throws IOException {
        scene = new SetScene(base);
        scene.settings.setProperty("domibus.backup.messages.owned-queues", A);
    }

    @Test
    void a_queue_of_domibus_gets_its_messages_and_one_of_others_only_if_it_is_named() throws IOException {
        scene.queue(A, null, 2).queue(B, null, 3);
        scene.server.addQueue(A).send(4);
        scene.server.addQueue(B);
        BackupSet set = scene.seal();
        assertThat(planned(set, "{}")).containsExactly(A);
        assertThat(scene.warnings).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("DB-RST-069");
            assertThat(warning.fact()).contains(B);
        });
        assertThat(planned(set, "{\"queues\":[\"B\"]}")).containsExactly(B);
    }

    @Test
    void what_is_in_a_queue_here_is_counted() throws IOException {
        scene.queue(A, null, 1);
        scene.server.addQueue(A).send(4).schedule(2);
        RestoreQueues queues = new RestoreQueues(scene.run(scene.seal(), "{}"));
        assertThat(queues.existing(A)).isEqualTo(6);
        assertThat(queues.existing("jms.queue.none")).isZero();
    }

    @Test
    void a_queue_with_messages_that_is_missing_here_is_a_problem_and_an_empty_one_is_none() throws IOException {
        scene.queue(A, null, 2).queue(B, null, 0);
        RestoreRun run = scene.run(scene.seal(), "{}");
        RestoreQueues queues = new RestoreQueues(run);
        assertThat(queues.of(run.manifest().queues())).isEmpty();
        assertThat(queues.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-RST-068");
            assertThat(problem.fact()).contains(A, "2 messages");
        });
    }

    @Test
    void a_queue_of_domibus_that_only_this_installation_has_stays_and_is_told() throws IOException {
        scene.settings.setProperty("domibus.backup.messages.owned-queues", A + "," + B);
        scene.queue(A, null, 1);
        scene.server.addQueue(A);
        scene.server.addQueue(B).send(3);
        BackupSet set = scene.seal();
        assertThat(planned(set, "{}")).containsExactly(A);
        assertThat(scene.warnings).extracting(Problem::code).containsExactly("DB-RST-070");
        assertThat(scene.warnings.get(0).fact()).contains(B, "3 messages");
        scene.warnings.clear();
        assertThat(planned(set, "{\"queues\":[\"A\"]}")).containsExactly(A);
        assertThat(scene.warnings).as("who names queues knows what he leaves out").isEmpty();
    }

    private List<String> planned(BackupSet set, String request) {
        RestoreRun run = scene.run(set, request);
        RestoreQueues queues = new RestoreQueues(run);
        List<String> planned = queues.of(RestoreScope.of(run.manifest(), run.request(), run.components()).queues())
                .stream().map(ImportQueue::target).toList();
        assertThat(queues.problems()).isEmpty();
        return planned;
    }
}
