package dev.domibusbackup.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @Test
    void a_kill_leaves_nothing_of_a_script_and_what_it_started(@TempDir Path folder) {
        ChildProcess child = ChildProcess.start(new ProcessBuilder("sh", "-c", "sleep 600; true"),
                folder.resolve("out"));
        ProcessHandle sleep = Await.value("the sleep", Duration.ofSeconds(10),
                () -> Optional.of(child.find("sleep")));
        child.kill();
        assertThat(child.isAlive()).isFalse();
        assertThat(sleep.isAlive()).isFalse();
    }

    @Test
    void a_failure_tells_code_and_output() {
        assertThatThrownBy(() -> ChildProcess.run(
                new ProcessBuilder(List.of("sh", "-c", "echo no room >&2; exit 7")), Duration.ofSeconds(10)))
                .hasMessageContaining("code 7").hasMessageContaining("no room");
    }
}
