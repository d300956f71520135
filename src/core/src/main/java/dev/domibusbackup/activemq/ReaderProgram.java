package dev.domibusbackup.activemq;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ActiveMqProblem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The program that knows ActiveMQ, and how it is started: with the Java that runs us, and with nothing of ours or the
 * server's on its class path.
 *
 * @param classPath jars and folders of the program
 * @param heap      what it may use, as Java's option {@code -Xmx} takes it, {@code 1g}
 * @param folder    its working folder, for temporary files
 */
public record ReaderProgram(List<Path> classPath, String heap, Path folder) {

    private static final String MAIN = "dev.domibusbackup.activemq.reader.Reader";
    private static final String JAR = "activemq-reader.jar";
    /** A server's variables that would bring its agents, ports and class path into every Java it starts. */
    private static final Set<String> NOT_FOR_IT = Set.of("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS", "JAVA_OPTS", "CATALINA_OPTS");

    public ReaderProgram {
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(folder, "folder");
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("no class path");
        }
        if (!heap.matches("[1-9]\\d*[kKmMgG]")) {
            throw new IllegalArgumentException("not a size of a heap: " + heap);
        }
    }

    /**
     * Puts the program where it can be started.
     *
     * @param jar    the program as the deployment carries it
     * @param heap   see above
     * @param folder existing folder of ours, which nobody else may write to
     */
    public static ReaderProgram unpack(InputStream jar, String heap, Path folder) {
        Path program = folder.resolve(JAR);
        DurableFiles.write(program, jar::transferTo);
        return new ReaderProgram(List.of(program), heap, folder);
    }

    /**
     * Starts it.
     *
     * @param said file for what it writes to standard error; a pipe that nobody empties would stop it
     */
    Process start(Path said, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder, "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), MAIN));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(Redirect.to(said.toFile()));
        builder.environment().keySet().removeAll(NOT_FOR_IT);
        try {
            return builder.start();
        } catch (IOException e) {
            throw ActiveMqProblem.READER_FAILED.caused(e, "reason", String.valueOf(e.getMessage()), "folder", folder);
        }
    }
}
