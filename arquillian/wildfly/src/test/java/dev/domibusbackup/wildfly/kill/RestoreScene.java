package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.jboss.as.controller.client.helpers.Operations;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.kill.KillSwitch;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Destruction;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/** An installation that was saved and ruined, and whose restore meets with an accident. */
final class RestoreScene implements AutoCloseable {

    static final int MESSAGES = 600;
    static final String OUT = "DomibusBusinessMessageOutQueue";
    static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    static final String DLQ = "DomibusDLQ";
    static final String DLQ_JNDI = "java:/jms/domibus.DLQ";

    private static final Pattern RECOVERED = Pattern.compile("Domibus stays stopped in quiet window");

    private final Crash crash;
    private final Snapshot before;
    private final String set;

    private RestoreScene(Crash crash, KillSwitch first) {
        this.crash = crash;
        crash.armed(first);
        crash.other().send(OUT_JNDI, MESSAGES, "size=1024");
        crash.other().send(DLQ_JNDI, 20);
        crash.other().send(DLQ_JNDI, 5, "delayMillis=3600000");
        before = snapshot();
        set = crash.complete("/backups", "{\"label\":\"before\"}").path("set").asText();
    }

    /** A site with a set; its server dies at the place for the first time. */
    static RestoreScene create(Path folder, Place first) {
        // transactions of some 50 messages
        Crash crash = Crash.create(folder, Map.of("domibus.backup.messages.chunk-kib", "64"));
        return new RestoreScene(crash, first.in(crash));
    }

    Crash crash() {
        return crash;
    }

    Site site() {
        return crash.site();
    }

    String set() {
        return set;
    }

    /** Ruins the installation, and gives what is left. */
    Snapshot ruin() {
        new Destruction(site()).everything();
        Snapshot broken = snapshot();
        assertThat(before.differences(broken)).isNotEmpty();
        return broken;
    }

    Snapshot snapshot() {
        return Snapshot.of(site(), List.of(OUT, DLQ));
    }

    String begin() {
        return crash.begin("/backups/" + set + "/restores", confirmed(set));
    }

    /** Brings the set back, without an accident. */
    void restore() {
        crash.end(begin(), "completed");
        assertWhole();
    }

    /** A request for a restore. */
    static String confirmed(String set) {
        return "{\"confirm\":{\"set\":\"%s\",\"receivedSince\":0}}".formatted(set);
    }

    /** Begins a restore of the ruined installation, and lets the server die in it; gives the job. */
    String dieIn(Place place) {
        String job = begin();
        place.in(crash).kill(site().server(), Crash.BOUND);
        return job;
    }

    /** Starts the server so that it dies there, if it was not already. */
    void arm(Place place) {
        KillSwitch at = place.in(crash);
        if (!crash.isArmedFor(at)) {
            crash.armed(at);
        }
    }

    /** The restore changed nothing yet: Domibus comes back by itself. */
    void assertComesBack() {
        Await.until("Domibus is back", Crash.BOUND, () -> site().domibus().answers()
                && site().api().get("/quiet-window").status() == 404);
        assertThat(crash.pausedQueues()).isEmpty();
    }

    /** The restore changed something: Domibus stays stopped, and all that is asked says why and what to do. */
    JsonNode assertStaysStopped(String job) {
        site().server().awaitLog(RECOVERED, Crash.BOUND);
        return assertStopped(job);
    }

    /** The same without the recovery of a server that was just started. */
    JsonNode assertStopped(String job) {
        assertThat(site().domibus().answers()).isFalse();
        assertThat(isEnabled()).isFalse();
        assertThat(crash.pausedQueues()).contains(OUT, DLQ);
        JsonNode window = site().api().get("/quiet-window").json();
        assertThat(window.path("job").asText()).as(window.toPrettyString()).isEqualTo(job);
        assertThat(window.hasNonNull("changedAt")).isTrue();
        assertThat(window.hasNonNull("safetySet")).isTrue();
        assertThat(window.at("/problem/code").asText()).isEqualTo("DB-RST-080");
        JsonNode health = site().api().get("/health").json();
        assertThat(health.path("well").asBoolean()).isFalse();
        assertThat(health.path("problems").findValuesAsText("code")).contains("DB-RST-080");
        ApiAnswer closed = site().api().delete("/quiet-window");
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.problemCode()).isEqualTo("DB-RST-080");
        return window;
    }

    /** Whether the server would start Domibus at its next start. */
    boolean isEnabled() {
        return site().server().management(Operations.createReadAttributeOperation(
                Management.address("deployment", Site.DOMIBUS), "enabled")).asBoolean();
    }

    /** The installation is as it was when the set was made; each message is there once, and in order. */
    void assertWhole() {
        assertIs(before);
        assertThat(crash.other().drain(OUT_JNDI, MESSAGES)).isEqualTo(Crash.ids("m", MESSAGES));
        assertThat(crash.queues().count(OUT)).isZero();
    }

    /** The installation is as it was at some time, Domibus works, and nothing is left of any restore. */
    void assertIs(Snapshot then) {
        assertThat(then.differences(snapshot())).isEmpty();
        assertThat(site().domibus().answers()).isTrue();
        assertThat(isEnabled()).isTrue();
        assertThat(site().api().get("/quiet-window").status()).isEqualTo(404);
        assertThat(crash.pausedQueues()).isEmpty();
        assertThat(left()).isEmpty();
    }

    /** What restores keep for a way back: beside the folders, in them, and in our own. */
    List<Path> left() {
        try (Stream<Path> installation = Files.walk(site().installation().base());
                Stream<Path> own = Files.walk(site().server().dataDir(), 2)) {
            return Stream.concat(
                    installation.filter(path -> path.getFileName().toString().contains(".domibus-backup-")),
                    own.filter(path -> path.getFileName().toString().matches("restore-[0-9a-f-]{36}"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        crash.close();
    }
}
