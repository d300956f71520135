package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program that reads ActiveMQ's stores is of the days of {@code javax.jms} and Java 11 on every server: neither
 * edition's tools may touch it, and no class loader of a server may find it.
 */
class ReaderIT {

    private static final String PLACE = Edition.WAR_CLASSES + "dev/domibusbackup/server/activemq-reader.bin";
    private static final int USAGE = 64;
    private static final Path BUILT = Path.of(System.getProperty("reader.jar"));

    @TempDir
    private Path folder;

    @Test
    void both_editions_carry_it_as_it_was_built() throws IOException {
        assertThat(Edition.JAKARTA.files().get(PLACE)).isEqualTo(Files.readAllBytes(BUILT));
        assertThat(Edition.EE8.files().get(PLACE)).isEqualTo(Files.readAllBytes(BUILT));
    }

    @Test
    void no_class_of_it_is_on_a_class_path_of_the_application() {
        assertThat(Edition.JAKARTA.files().keySet()).noneMatch(path -> Edition.inner(path)
                .startsWith("org/apache/activemq/") || Edition.inner(path).contains("activemq/reader/"));
    }

    @Test
    void every_class_of_it_runs_on_java_11() throws IOException {
        try (JarFile jar = new JarFile(BUILT.toFile())) {
            assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".class"))
                    .filter(entry -> !entry.getName().startsWith("META-INF/versions/")).toList())
                    .hasSizeGreaterThan(1000)
                    .allSatisfy(entry -> assertThat(Ee8ContentIT.version(jar.getInputStream(entry).readAllBytes()))
                            .as(entry.getName()).isLessThanOrEqualTo(Ee8ContentIT.JAVA_11));
        }
    }

    /** Out of the EAR, as the application unpacks it: it tells that it was not called as it should be. */
    @Test
    void it_starts_from_the_file_alone() throws Exception {
        Path program = Files.write(folder.resolve("reader.jar"), Edition.EE8.files().get(PLACE));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", program.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(USAGE);
    }
}
