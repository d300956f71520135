package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.PrivilegedAction;
import java.util.Optional;
import java.util.Set;

import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.server.FakeApplicationServer;

class JmxUserTest {

    @TempDir
    Path folder;

    @Test
    void nobody_is_known_without_a_login() {
        assertThat(JmxUser.of(new FakeApplicationServer(folder))).isEmpty();
    }

    @Test
    void whom_the_connector_has_authenticated_is_known_and_nothing_of_his_name_disturbs_the_audit() {
        assertThat(as("olga")).contains("olga");
        assertThat(as("ol\nga")).contains("ol?ga");
        assertThat(as("o".repeat(500)).orElseThrow()).hasSize(100);
    }

    private Optional<String> as(String name) {
        Subject subject = new Subject(true, Set.of(new JMXPrincipal(name)), Set.of(), Set.of());
        return Subject.doAs(subject,
                (PrivilegedAction<Optional<String>>) () -> JmxUser.of(new FakeApplicationServer(folder)));
    }
}
