package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;

/**
 * The broker's own command line, which the guide tells people to use, in a JVM of its own with the heap that its start
 * script gives it.
 */
public final class ArtemisCli {

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final String HEAP = "-Xmx1024M";

    private final Path work;
    private final List<String> jvmOptions;

    /**
     * @param work       the folder to run in
     * @param jvmOptions further options of the JVM
     */
    public ArtemisCli(Path work, String... jvmOptions) {
        this.work = work;
        this.jvmOptions = List.of(jvmOptions);
    }

    public static String version() {
        return BuildOutput.artemisVersion();
    }

    /**
     * {@code artemis data exp}: exports everything that lies in the files of a broker that does not run.
     *
     * @param data   the folder above {@code bindings} and {@code journal}
     * @param target the file to write
     * @return what it said; it ends normally also when it failed
     */
    public String exportTo(Path target, Path data) {
        try {
            // the broker makes it when it pages for the first time; without it the command refuses
            Files.createDirectories(data.resolve("paging"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run("data", "exp", "--bindings", data.resolve("bindings").toString(),
                "--journal", data.resolve("journal").toString(),
                "--large-messages", data.resolve("largemessages").toString(),
                "--paging", data.resolve("paging").toString(), "--output", target.toString());
    }

    /**
     * {@code artemis data imp}: sends everything of a file to a WildFly that runs.
     *
     * @param user     who has the right to manage the broker, if it asks for one
     * @param password of the user
     * @return what it said; it ends normally also when it failed
     */
    public String importFrom(Path source, WildFlyServer server, String user, String password) {
        String address = "tcp://127.0.0.1:" + server.httpPort() + "?httpUpgradeEnabled=true"
                + "&httpUpgradeEndpoint=http-acceptor&activemqServerName=default";
        return run("data", "imp", "--url", address, "--user", user, "--password", password,
                "--input", source.toString());
    }

    private String run(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", HEAP));
            command.addAll(jvmOptions);
            command.addAll(List.of("-cp", Files.readString(BuildOutput.artemisClassPath()).strip(),
                    "org.apache.activemq.artemis.cli.Artemis"));
            command.addAll(List.of(arguments));
            return ChildProcess.run(new ProcessBuilder(command).directory(work.toFile()), BOUND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
