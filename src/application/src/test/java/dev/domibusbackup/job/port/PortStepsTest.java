package dev.domibusbackup.job.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.job.messages.ImportReading;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Hashes;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Steps of a porting, as they are and as a restart finds them. */
class PortStepsTest {

    @TempDir
    Path base;
    private PortScene scene;

    @BeforeEach
    void scene() {
        scene = new PortScene(base);
        scene.target.paused(true);
    }

    @Test
    void a_server_that_cannot_import_exactly_once_is_refused_before_anything_is_touched() throws IOException {
        scene.set(PortScene.texts(3)).server.notExactlyOnce("the data source X is no XA data source");
        PortRun run = scene.run(Existing.KEEP, 3);

        assertThat(PortPreflight.serverProblems(run)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-IMP-019");
            assertThat(problem.fact()).contains("X is no XA");
        });
        scene.server.notExactlyOnce(null);
        assertThat(PortPreflight.serverProblems(run)).isEmpty();
    }

    @Test
    void counts_that_differed_once_fail_every_restart() throws IOException {
        scene.set(PortScene.texts(3));
        PortRun first = scene.run(Existing.KEEP, 3);
        first.messages().begin();
        new ImportReading(first.messages()).close();
        scene.positions.advance("job", PortScene.FROM, 0, new ImportTally(3, 0, 0, 0, Map.of()), 0);
        scene.positions.commit();
        // more than was sent, with nobody to have sent it
        scene.target.send(1);
        scene.server.deploymentIs(DeploymentState.STOPPED);
        assertThatThrownBy(() -> new CheckCounts().run(first)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-009"));

        PortRun second = scene.run(Existing.KEEP, 3);
        new ImportReading(second.messages()).close();
        assertThatThrownBy(() -> new PortPreflight().run(second)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-IMP-022");
            assertThat(e.problem().fact()).contains(PortScene.TO);
        });
        assertThatThrownBy(() -> new CheckCounts().run(second)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_restart_counts_as_expired_what_is_not_sent_yet_and_no_more() throws IOException {
        List<PortableMessage> messages = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            messages.add(new PortableMessage(MessageHeader.builder().id("ID:" + number)
                    .expiration(number % 2 == 0 ? Instant.now().minusSeconds(1) : null).build(), Map.of(),
                    new Body.Text("m")));
        }
        scene.set(messages);
        scene.state = PortState.NEW.begunWith(Map.of(PortScene.TO, 0L));
        scene.positions.begin("job", PortScene.FROM, PortScene.TO);
        // two of the first four had expired then, or one, and the other has since
        scene.positions.advance("job", PortScene.FROM, 0, new ImportTally(3, 0, 0, 1, Map.of()), 0);
        scene.positions.commit();
        PortRun run = scene.run(Existing.KEEP, 10);

        assertThat(new FileCheck(run, manifest()).check()).isEmpty();
        run.report();
        PortReport.Queue queue = scene.report.queues().get(0);
        assertThat(queue.imported()).isEqualTo(3);
        assertThat(queue.expired()).isEqualTo(1 + 3);
        assertThat(queue.toImport()).isEqualTo(6);
    }

    @Test
    void a_queue_that_is_new_to_a_restart_has_nothing_imported_yet() throws IOException {
        scene.set(PortScene.texts(3)).state = PortState.NEW.begunWith(Map.of());
        scene.run(Existing.KEEP, 3).report();

        assertThat(scene.report.queues().get(0).imported()).isZero();
    }

    private Manifest manifest() throws IOException {
        Path file = base.resolve("source/messages/" + PortScene.FROM + ".jsonl.gz");
        return new Manifest(Manifest.FORMAT, new SetId("20261122T101500123Z-source"), "1", "operator", "job",
                Instant.EPOCH, Instant.EPOCH, null, null, List.of(Component.MESSAGES), List.of(), List.of(), List.of(),
                Map.of(), List.<Problem>of(), List.of(new Artifact("messages/" + PortScene.FROM + ".jsonl.gz",
                        Component.MESSAGES, Files.size(file), Hashes.of(file), Map.of())));
    }

    @Test
    void queues_stay_paused_while_a_message_of_the_set_is_not_sent() throws IOException {
        PortRun run = scene.set(PortScene.texts(3)).run(Existing.KEEP, 3);
        run.messages().begin();
        scene.target.paused(false);
        run.pauses().pause("job", false, List.of(PortScene.TO));
        assertThatThrownBy(() -> new ResumeQueues().run(run)).hasMessageContaining("DB-IMP-017");
        assertThat(scene.server.queue(PortScene.TO).paused()).isTrue();
    }
}
