package dev.domibusbackup.job;

import java.lang.reflect.Field;
import java.nio.file.Path;

import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.FakeApplicationServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One job at a time. */
class InstallationLockTest {

    private static final String JOB = "restore";

    @TempDir
    Path base;
    private final InstallationLock lock = new InstallationLock();

    @BeforeEach
    void installation() throws ReflectiveOperationException {
        Field environment = InstallationLock.class.getDeclaredField("environment");
        environment.setAccessible(true);
        environment.set(lock, new Environment() {
            @Override
            public synchronized ApplicationServer server() {
                return new FakeApplicationServer(base);
            }
        });
    }

    @Test
    void a_job_is_begun_once_whoever_asks_for_it_and_its_own_steps_keep_the_lock() {
        lock.begin(JOB);
        assertThatThrownBy(() -> lock.begin(JOB)).as("a second restart").hasMessageContaining("DB-JOB-002");
        assertThatThrownBy(() -> lock.begin("other")).hasMessageContaining("DB-JOB-002");
        lock.acquire(JOB);
        assertThat(lock.holder()).contains(JOB);
        lock.release("other");
        assertThat(lock.holder()).contains(JOB);
        lock.release(JOB);
        lock.begin("other");
        assertThat(lock.holder()).contains("other");
        lock.release("other");
    }
}
