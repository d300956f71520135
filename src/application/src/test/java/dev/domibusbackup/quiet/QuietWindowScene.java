package dev.domibusbackup.quiet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A server with two queues and the quiet window over it, for the tests of the window. */
@Timeout(30)
abstract class QuietWindowScene {

    static final String A = "jms.queue.A";
    static final String B = "jms.queue.B";

    @TempDir
    Path base;
    FakeApplicationServer server;
    FakeQueue a;
    FakeQueue b;
    StopDomibus.Bounds bounds =
            new StopDomibus.Bounds(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    HealthProbe health = (domibus, since, bound) -> { };
    QuietWindow window;
    /** What the window has told who listens. */
    final List<String> told = new ArrayList<>();
    final QuietWindowListener listener = new QuietWindowListener() {
        @Override
        public void opened(QuietWindowRecord opened) {
            told.add("opened " + opened.job());
            assertThat(server.acts()).as("nothing was done yet").doesNotContain("stop");
        }

        @Override
        public void closed(QuietWindowRecord closed) {
            told.add("closed " + closed.job());
            assertThat(window.current()).isEmpty();
        }
    };

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A).send(3).schedule(2);
        b = server.addQueue(B);
        window = window();
    }

    static QuietWindow.Request held() {
        return new QuietWindow.Request(Purpose.BACKUP, "job", FakeApplicationServer.DOMIBUS, List.of(A, B), true,
                ForeignConsumers.WAIT);
    }

    QuietWindow window() {
        return new QuietWindow(server, file(), new StopDomibus(server, () -> bounds, health,
                new Phases(server.paths().ownData())), listener);
    }

    QuietWindowFile file() {
        return new QuietWindowFile(server.paths().ownData());
    }

    QuietWindowRecord onDisk() {
        return file().read().orElseThrow();
    }

    static QuietWindow.Request request(String job) {
        return new QuietWindow.Request(Purpose.BACKUP, job, FakeApplicationServer.DOMIBUS, List.of(A, B), false,
                ForeignConsumers.WAIT);
    }

    static QuietWindowRecord ownedBy(QuietWindowRecord window, Owner owner) {
        return new QuietWindowRecord(window.id(), window.purpose(), window.job(), owner, window.state(), window.hold(),
                window.domibus(), window.wasRunning(), window.queues(), window.openedAt(), window.cutAt(),
                window.cuts());
    }

    void assertEverythingIsBack() {
        assertThat(window.current()).isEmpty();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(server.queues()).noneMatch(queue -> queue.paused());
    }
}
