package dev.domibusbackup.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import dev.domibusbackup.harness.ChildProcess;

/**
 * The export of the broker's own command line, which the guide tells people to use: {@code artemis data exp}, in a JVM
 * of its own with the heap that its start script gives it, on the files of a server that is stopped.
 */
final class ArtemisCli {

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final String HEAP = "-Xmx1024M";

    private final Properties build = new Properties();
    private final Path work;

    /** @param work a folder for logs */
    ArtemisCli(Path work) {
        this.work = work;
        try (InputStream in = ArtemisCli.class.getResourceAsStream("benchmark.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return build.getProperty("artemis.version");
    }

    /**
     * Exports everything that lies in the files of a broker.
     *
     * @param data   the folder above {@code bindings} and {@code journal}
     * @param target the file to write
     */
    void export(Path data, Path target) {
        try {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", HEAP,
                    gcLog().option(), "-cp", Files.readString(Path.of(build.getProperty("artemis.classpath"))).strip(),
                    "org.apache.activemq.artemis.cli.Artemis", "data", "exp"));
            command.addAll(List.of("--bindings", data.resolve("bindings").toString(),
                    "--journal", data.resolve("journal").toString(),
                    "--large-messages", data.resolve("largemessages").toString(),
                    "--paging", data.resolve("paging").toString(), "--output", target.toString()));
            ChildProcess.run(new ProcessBuilder(command).directory(work.toFile()), BOUND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The collections of the last run. */
    GcLog gcLog() {
        return new GcLog(work.resolve("artemis-gc.log"));
    }

    /** Messages in an export; its elements stand one on a line. */
    static long messages(Path export) {
        try (BufferedReader lines = Files.newBufferedReader(export)) {
            return lines.lines().filter(line -> line.contains("<message ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
