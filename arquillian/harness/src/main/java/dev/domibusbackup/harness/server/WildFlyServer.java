package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.FreePorts;

/**
 * A WildFly server with a home of its own. It is started by {@code bin/standalone.sh} as a user's server is, on
 * 127.0.0.1 and the same free ports at every start. Not safe for use by several threads at once.
 */
public final class WildFlyServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final Duration DEPLOYMENT = Duration.ofMinutes(4);
    /** http, https, iiop, iiop-ssl, management, management https, recovery, transaction status */
    private static final int[] PORTS = {8080, 8443, 3528, 3529, 9990, 9993, 4712, 4713};

    private final WildFlyHome home;
    private final int offset = FreePorts.offsetFor(PORTS);
    private Map<String, String> systemProperties = Map.of();
    private List<String> jvmArguments = List.of();
    private List<String> launcher = List.of();
    private ServerLog log;
    private ChildProcess process;
    private Management management;

    private WildFlyServer(WildFlyHome home) {
        this.home = home;
        this.log = ServerLog.fromNow(home.log());
    }

    /** A new server in a folder that must not exist yet: the distribution, neither prepared nor started. */
    public static WildFlyServer create(Path folder) {
        return new WildFlyServer(WildFlyHome.create(folder));
    }

    /** A server in a home that exists already. */
    public static WildFlyServer in(WildFlyHome home) {
        return new WildFlyServer(home);
    }

    public WildFlyHome home() {
        return home;
    }

    /**
     * Lets its start script be started by another program, such as {@code unshare}, which gets the script and its
     * arguments as its last arguments; counts from the next start on.
     */
    public void launchedBy(String... command) {
        launcher = List.of(command);
    }

    /** Starts it without further properties, with at most 768 MiB of heap. */
    public void start() {
        start(Map.of(), List.of());
    }

    /**
     * Starts it and waits until it runs; deployments may have failed ({@link Management#bootErrors()}).
     *
     * @param properties system properties of the JVM, as Domibus's administrators set them in standalone.conf
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
        log = ServerLog.fromNow(home.log());
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(home.folder().resolve("bin/standalone.sh").toString(),
                "-c", WildFlyHome.SERVER_CONFIG, "-b", "127.0.0.1", "-bmanagement", "127.0.0.1",
                "-Djboss.bind.address.unsecure=127.0.0.1",
                "-Djboss.socket.binding.port-offset=" + offset));
        ProcessBuilder builder = home.script(command);
        builder.environment().put("JAVA_OPTS", javaOptions());
        process = ChildProcess.start(builder, home.folder().resolve("standalone/log/console.log"));
        management = new Management(managementPort());
        Await.until("a running server, see " + home.log(), START, () -> {
            if (!process.isAlive()) {
                return true;
            }
            return !"starting".equals(management.serverState());
        });
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
            management.execute(Operations.createOperation("shutdown"));
            process.awaitExit(STOP);
        }
        forget();
    }

    /** SIGKILL to the JVM and its script. Nothing happens if it does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
        forget();
    }

    /** Stops it and starts it as it was started the last time. */
    public void restart() {
        stop();
        startAgain();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process id of the JVM. */
    public long pid() {
        return running().find("java").pid();
    }

    /** Deploys a file, or replaces the deployment of its name, and waits until it is done. */
    public void deploy(Path file) {
        deploy(file, file.getFileName().toString());
    }

    /** The same under another name than the file's. */
    public void deploy(Path file, String name) {
        management().deploy(file, name, DEPLOYMENT);
    }

    /** Puts a file into the folder of the deployment scanner and waits until the scanner has deployed it. */
    public void deployByScanner(Path file) {
        deployByScanner(file, file.getFileName().toString());
    }

    /** The same under another name than the file's. */
    public void deployByScanner(Path file, String name) {
        Path target = home.deployments().resolve(name);
        Path deployed = home.deployments().resolve(name + ".deployed");
        Path failed = home.deployments().resolve(name + ".failed");
        try {
            Files.deleteIfExists(deployed);
            Files.deleteIfExists(failed);
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(home.deployments().resolve(name + ".dodeploy"), name);
            Await.until(name + " deployed by the scanner", DEPLOYMENT,
                    () -> Files.exists(deployed) || Files.exists(failed));
            if (Files.exists(failed)) {
                throw new IllegalStateException("the scanner could not deploy: " + Files.readString(failed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Undeploys and removes what was deployed by {@link #deploy(Path)}. */
    public void undeploy(String name) {
        management().undeploy(name, DEPLOYMENT);
    }

    /** Carries out an operation of the management model and gives its result. */
    public ModelNode management(ModelNode operation) {
        return management().execute(operation);
    }

    /** The management model. A new object after each start. */
    public Management management() {
        running();
        return management;
    }

    /** The queues of this run of the server. */
    public Queues queues() {
        return new Queues(management());
    }

    /** Runs {@code jboss-cli.sh}, connected, with these commands, and gives its output; takes a second or two. */
    public String cli(String... commands) {
        running();
        return home.cli(List.of(commands), "--connect", "--controller=127.0.0.1:" + managementPort());
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

    public int managementPort() {
        return 9990 + offset;
    }

    /** An address of the server, such as {@code /domibus/rest/application/info}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort() + path);
    }

    /** {@code jboss.server.data.dir} */
    public Path dataDir() {
        return home.data();
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

    private ChildProcess running() {
        if (!isAlive()) {
            throw new IllegalStateException("the server in " + home.folder() + " does not run");
        }
        return process;
    }

    private void forget() {
        if (management != null) {
            management.close();
        }
        management = null;
        process = null;
    }

    /** The defaults of standalone.conf, which it leaves out when there are options already, and then ours. */
    private String javaOptions() {
        List<String> options = new ArrayList<>(List.of("-Xms64m", "-Xmx768m", "-XX:MetaspaceSize=96M",
                "-XX:MaxMetaspaceSize=512m", "-Djava.net.preferIPv4Stack=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman", "-Djava.awt.headless=true"));
        jvmArguments.forEach(argument -> options.add(quoted(argument)));
        if (!JavaOptions.OF_TESTS.isEmpty()) {
            options.add(JavaOptions.OF_TESTS);
        }
        systemProperties.forEach((name, value) -> options.add(quoted("-D" + name + "=" + value)));
        return String.join(" ", options);
    }

    /** standalone.sh evaluates the options as shell words; only what needs quotes has them. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_=:,./+@%-]*")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
