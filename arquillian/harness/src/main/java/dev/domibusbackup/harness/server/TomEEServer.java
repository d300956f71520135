package dev.domibusbackup.harness.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.FreePorts;

/**
 * A TomEE server with a home of its own. It is started by {@code bin/catalina.sh} as a user's server is, on 127.0.0.1
 * and the same free ports at every start. Not safe for use by several threads at once.
 */
public final class TomEEServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(2);
    /** http, shutdown */
    private static final int[] PORTS = {8080, 8005};
    private static final Pattern STARTED = Pattern.compile("Server startup in");

    private final TomEEHome home;
    private final int offset = FreePorts.offsetFor(PORTS);
    private Map<String, String> systemProperties = Map.of();
    private List<String> jvmArguments = List.of();
    private ServerLog log;
    private ChildProcess process;

    private TomEEServer(TomEEHome home) {
        this.home = home;
        this.log = ServerLog.fromNow(home.console());
        home.listenOn(httpPort(), 8005 + offset);
    }

    /** A new server in a folder that must not exist yet: the distribution, neither prepared nor started. */
    public static TomEEServer create(Path folder) {
        return new TomEEServer(TomEEHome.create(folder));
    }

    public TomEEHome home() {
        return home;
    }

    /**
     * Starts it and waits until it runs; applications may have failed, which leaves the server running.
     *
     * @param properties system properties of the JVM
     * @param arguments  of the JVM; a later {@code -Xmx} wins over the default of 768 MiB
     * @throws AssertionError        when it does not run within four minutes
     * @throws IllegalStateException when it runs already, or ends while it starts, with its output
     */
    public void start(Map<String, String> properties, List<String> arguments) {
        if (isAlive()) {
            throw new IllegalStateException("the server in " + home.folder() + " runs already");
        }
        systemProperties = Map.copyOf(properties);
        jvmArguments = List.copyOf(arguments);
        log = ServerLog.fromNow(home.console());
        ProcessBuilder builder = home.script(List.of(home.folder().resolve("bin/catalina.sh").toString(), "run"));
        builder.environment().put("CATALINA_OPTS", javaOptions());
        process = ChildProcess.start(builder, home.console());
        Await.until("a running server, see " + home.console(), START,
                () -> !process.isAlive() || log.find(STARTED).isPresent());
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended while it started:\n" + process.output());
        }
    }

    /** Starts it as it was started the last time. */
    public void startAgain() {
        start(systemProperties, jvmArguments);
    }

    /** Stops it as an administrator does. */
    public void stop() {
        if (isAlive()) {
            ChildProcess.run(home.script(List.of(home.folder().resolve("bin/catalina.sh").toString(), "stop")), STOP);
            process.awaitExit(STOP);
        }
        process = null;
    }

    /** SIGKILL to the JVM, and to what it has started after it. Nothing happens if it does not run. */
    public void kill() {
        if (isAlive()) {
            // the start script has become the JVM: killed before it, its programs would be seen to die by it
            ProcessHandle jvm = process.find("java");
            List<ProcessHandle> programs = jvm.descendants().toList();
            jvm.destroyForcibly();
            programs.forEach(ProcessHandle::destroyForcibly);
            process.kill();
        }
        process = null;
    }

    /** Stops it and starts it as it was started the last time. */
    public void restart() {
        stop();
        startAgain();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The log since the last start. */
    public ServerLog log() {
        return log;
    }

    /** Waits for a line of the log since the last start. */
    public String awaitLog(Pattern pattern, Duration bound) {
        return log.await(pattern, bound);
    }

    public int httpPort() {
        return 8080 + offset;
    }

    /** An address of the server, such as {@code /domibus/rest/application/info}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort() + path);
    }

    /** Kills it; its home stays. */
    @Override
    public void close() {
        kill();
    }

    /** Kills it and deletes its home. */
    public void destroy() {
        kill();
        Folders.delete(home.folder());
    }

    private String javaOptions() {
        List<String> options = new ArrayList<>(List.of("-Xms64m", "-Xmx768m", "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true"));
        jvmArguments.forEach(argument -> options.add(quoted(argument)));
        systemProperties.forEach((name, value) -> options.add(quoted("-D" + name + "=" + value)));
        return String.join(" ", options);
    }

    /** catalina.sh evaluates the options as shell words; only what needs quotes has them. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_=:,./+@%-]*")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
