package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.QueueEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which queues come back: Domibus's, by what it was then, by what it is now, and by what is already paused. */
@Timeout(60)
class OwnedQueuesTest {

    private static final String JOB = "restore";
    private static final String C = "jms.queue.C";
    private static final QueueEntry KNOWN = entry("domibus.DLQ", 3);
    private static final QueueEntry UNKNOWN = entry(null, 3);

    @TempDir
    Path base;
    private WindowScene scene;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        scene.server.addQueue(C).send(2);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void with_its_configuration_comes_what_was_domibus_s_then() throws IOException {
        RestoreQueues queues = new RestoreQueues(run(RestoreRequest.DEFAULT, Component.CONFIGURATION));

        assertThat(queues.of(List.of(KNOWN))).extracting(ImportQueue::target).containsExactly(C);
        assertThat(queues.problems()).isEmpty();
        assertThat(queues.of(List.of(UNKNOWN))).isEmpty();
        assertThat(scene.warnings).extracting(Problem::code).containsExactly("DB-RST-069");
    }

    @Test
    void without_it_messages_of_what_is_not_domibus_s_any_more_are_not_left_out_in_silence() throws IOException {
        RestoreQueues queues = new RestoreQueues(run(RestoreRequest.DEFAULT, Component.MESSAGES));

        assertThat(queues.of(List.of(KNOWN))).isEmpty();
        assertThat(queues.problems()).extracting(Problem::code).containsExactly("DB-RST-136");
        assertThat(new RestoreQueues(run(RestoreRequest.DEFAULT, Component.MESSAGES)).of(List.of(
                entry("domibus.DLQ", 0)))).isEmpty();
    }

    @Test
    void a_queue_that_is_asked_for_is_paused_and_in_the_safety_set_and_comes_back_with_it() throws IOException {
        RestoreRun run = run(SafetyBackupTest.request("{\"queues\": [\"" + C + "\"]}"), Component.MESSAGES);
        run.goesTo(new RestoreTargets(List.of(), List.of(), new RestoreQueues(run).of(List.of(UNKNOWN))));
        new ReadServer().run(run);
        new OpenQuietWindow().run(run);
        assertThat(scene.server.queue(C).paused()).isTrue();
        new SafetyBackup().run(run);

        BackupSet safety = scene.repository.find(scene.states.get(JOB).safety().set());
        assertThat(safety.manifest().queues()).filteredOn(queue -> queue.name().equals(C)).singleElement()
                .extracting(Manifest.QueueEntry::taken).isEqualTo(2L);
        RestoreRun back = scene.run("back", safety, RestoreRequest.DEFAULT);
        assertThat(new RestoreQueues(back).of(safety.manifest().queues())).extracting(ImportQueue::target)
                .contains(C);
    }

    @Test
    void a_queue_that_the_settings_name_and_the_server_lacks_hinders_no_restore() throws IOException {
        scene.server.removeQueue(WindowScene.B);
        RestoreRun run = run(RestoreRequest.DEFAULT, Component.MESSAGES);

        assertThat(new RestoreQueues(run).problems()).isEmpty();
        assertThat(scene.warnings).extracting(Problem::code).contains("DB-RST-134");
        assertThat(SafetyBackup.problems(run)).isEmpty();
        new ReadServer().run(run);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        assertThat(scene.states.get(JOB).safety().sealed()).isTrue();
    }

    private RestoreRun run(RestoreRequest request, Component component) throws IOException {
        return scene.run(JOB, scene.set(List.of(), Component.MESSAGES, component), request);
    }

    private static QueueEntry entry(String logicalName, long messages) {
        return new QueueEntry(C, "C", logicalName, "messages/" + C + ".jsonl.gz", messages, 0, messages, 0, 0, 0);
    }
}
