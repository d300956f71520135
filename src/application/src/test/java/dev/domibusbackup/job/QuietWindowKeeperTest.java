package dev.domibusbackup.job;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import com.sun.net.httpserver.HttpServer;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a restore's window that no running job looks after. */
@Timeout(60)
class QuietWindowKeeperTest {

    private static final String A = "jms.queue.A";
    private static final String JOB = "restore";
    private static final SetId SAFETY = new SetId("20261122T101500123Z-safety");

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private Repository repository;
    private QuietWindow window;
    private QuietWindowKeeper keeper;
    private HttpServer domibus;

    @BeforeEach
    void openWindow() throws Exception {
        server = new FakeApplicationServer(base);
        server.addQueue(A);
        domibus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        domibus.createContext("/domibus/rest/application/info", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        domibus.start();
        server.answersAt(URI.create("http://127.0.0.1:" + domibus.getAddress().getPort()));
        repository = new Repository(base.resolve("repository"));
        window = QuietWindows.stopping(server, () -> Settings.read(Optional.empty(), new Properties()));
        window.open(new QuietWindow.Request(Purpose.RESTORE, JOB, FakeApplicationServer.DOMIBUS, List.of(A), false,
                ForeignConsumers.WAIT));
        Here here = new Here();
        InstallationLock lock = new InstallationLock();
        inject(lock, "environment", here);
        keeper = new QuietWindowKeeper();
        inject(keeper, "environment", here);
        inject(keeper, "lock", lock);
        inject(keeper, "catalog", new NoJobs());
    }

    @AfterEach
    void end() {
        domibus.stop(0);
    }

    @Test
    void a_restore_that_died_before_its_first_change_brings_domibus_back() {
        keeper.recover();
        assertThat(window.current()).isEmpty();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void after_the_first_change_neither_recovery_nor_a_hand_brings_it_back() {
        window.markChanged(JOB, SAFETY);
        keeper.recover();
        assertThatThrownBy(() -> keeper.closeByHand("operator")).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-RST-080"));
        assertThat(window.current()).isPresent();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
    }

    @Test
    void a_domibus_started_by_hand_is_stopped_again_and_not_taken_for_the_end_of_the_window() {
        window.markChanged(JOB, SAFETY);
        keeper.block();
        assertThat(repository.audit().last(5)).isEmpty();
        server.deploymentIs(DeploymentState.RUNNING);
        keeper.release();
        keeper.block();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(window.current()).isPresent();
        assertThat(repository.audit().last(5)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("quiet-window.block");
            assertThat(entry.result()).isEqualTo("DB-RST-082");
            assertThat(entry.details().get("found")).contains("domibus.war");
        });
    }

    private static void inject(Object bean, String field, Object value) throws ReflectiveOperationException {
        Field found = bean.getClass().getDeclaredField(field);
        found.setAccessible(true);
        found.set(bean, value);
    }

    /** The fake server's installation. */
    private final class Here extends Environment {

        @Override
        public synchronized ApplicationServer server() {
            return server;
        }

        @Override
        public Repository repository() {
            return repository;
        }

        @Override
        public synchronized QuietWindow quietWindow() {
            return window;
        }

        @Override
        public synchronized QueuePauses queuePauses() {
            return new QueuePauses(server);
        }
    }

    /** A catalogue that was lost. */
    private static final class NoJobs extends JobCatalog {

        @Override
        public Optional<JobRecord> find(String id) {
            return Optional.empty();
        }
    }
}
