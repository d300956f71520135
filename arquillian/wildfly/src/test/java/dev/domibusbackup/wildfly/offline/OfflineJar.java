package dev.domibusbackup.wildfly.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.harness.BuildOutput;

/** The runnable jar, in a process of its own without a terminal. */
final class OfflineJar {

    private static final int SECONDS = 120;

    private final Path output;

    /** @param folder existing, for its output */
    OfflineJar(Path folder) {
        output = folder.resolve("offline.txt");
    }

    /** Runs a command that must end with this exit code, and gives all that it printed. */
    String run(int exitCode, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx64m",
                "-jar", BuildOutput.offlineJar().toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
