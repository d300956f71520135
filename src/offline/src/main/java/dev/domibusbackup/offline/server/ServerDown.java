package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/**
 * Makes sure that a server does not run: its processes, the ports of its settings, the locks on its files, the process
 * that its start wrote down. Each of them can miss a server (another user's process, another container, settings that
 * were changed); all together hardly do. What cannot be asked is a problem, not a yes.
 */
public final class ServerDown {

    private static final int DEPTH = 3;
    /** An embedded database, as that of the jobs; the broker's journal where two servers share it. */
    private static final String LOCKED = "server\\.lock|.+\\.mv\\.db";
    private static final String OFFSET = "jboss.socket.binding.port-offset";

    private final Path proc;
    private final ServerFolders folders;
    private final Map<String, String> properties;
    private final boolean wholeHome;

    ServerDown(Path proc, ServerFolders folders, Map<String, String> properties, boolean wholeHome) {
        this.proc = proc;
        this.folders = folders;
        this.properties = Map.copyOf(properties);
        this.wholeHome = wholeHome;
    }

    /**
     * A look at this server.
     *
     * @param properties system properties that it is started with, as far as they are known: they decide on its ports
     * @param offset     the operator's word on the port offset, which wins; {@code null} for none
     * @param wholeHome  whether no other instance of the same home may run either
     */
    public static ServerDown of(ServerFolders folders, Map<String, String> properties, Integer offset,
                                boolean wholeHome) {
        Map<String, String> all = new HashMap<>(properties);
        if (offset != null) {
            all.put(OFFSET, offset.toString());
        }
        return new ServerDown(Path.of("/proc"), folders, all, wholeHome);
    }

    /** Whether a problem says that the server runs, rather than that it cannot be told. */
    public static boolean isRunning(Problem problem) {
        return Set.of(OfflineProblem.SERVER_RUNS.code(), OfflineProblem.PORT_IN_USE.code(),
                OfflineProblem.LOCKED.code()).contains(problem.code());
    }

    /** Throws everything that speaks against it. */
    public void require() {
        List<Problem> problems = new ArrayList<>();
        List<ServerProcess> servers = servers();
        servers.forEach(server -> problems.add(OfflineProblem.SERVER_RUNS.with("base", folders.base(), "process",
                server.describe())));
        marked().ifPresent(problems::add);
        ports(problems);
        locks(problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private List<ServerProcess> servers() {
        return ServerProcess.all(proc).stream().filter(process -> process.isServer(proc, folders, wholeHome)).toList();
    }

    /** WildFly writes {@code success:PID} or {@code error:PID} at its start; the file outlives it. */
    private Optional<Problem> marked() {
        Path marker = folders.base().resolve("tmp/startup-marker");
        if (!Files.exists(marker)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(marker).strip();
            String pid = text.substring(text.indexOf(':') + 1);
            boolean lives = pid.matches("\\d{1,18}") && Files.exists(proc.resolve(pid));
            // a process whose arguments are seen has been judged by them
            return lives && ServerProcess.of(proc, Long.parseLong(pid)).arguments().isEmpty()
                    ? Optional.of(OfflineProblem.SERVER_RUNS.with("base", folders.base(), "process", "process " + pid
                            + ", which " + marker + " names")) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(cannotTell(marker, e));
        }
    }

    private void ports(List<Problem> problems) {
        ListeningPorts listening;
        try {
            listening = ListeningPorts.read(proc);
        } catch (IOException e) {
            problems.add(cannotTell(proc.resolve("net/tcp"), e));
            return;
        }
        Map<Integer, Problem> found = new LinkedHashMap<>();
        for (Path file : folders.settings()) {
            for (SettingsXml.Port port : portsOf(file, problems)) {
                if (listening.listens(port.number()) && !found.containsKey(port.number())) {
                    Optional<ServerProcess> owner = listening.owner(port.number());
                    if (owner.isEmpty() || owner.get().isServer(proc, folders, wholeHome)) {
                        found.put(port.number(), OfflineProblem.PORT_IN_USE.with("port", port.number(), "file",
                                file.getFileName(), "binding", port.binding(), "owner", owner
                                        .map(ServerProcess::describe)
                                        .orElse("a process of another user, or of another container")));
                    }
                }
            }
        }
        problems.addAll(found.values());
    }

    /** Settings that are broken are a reason to restore: then those of the distribution. */
    private List<SettingsXml.Port> portsOf(Path file, List<Problem> problems) {
        if (!Files.isReadable(file)) {
            problems.add(OfflineProblem.CANNOT_TELL.with("what", file, "reason", "permission denied"));
            return List.of();
        }
        try {
            return SettingsXml.read(file).ports(properties);
        } catch (ProblemException broken) {
            return SettingsXml.usualPorts(properties);
        }
    }

    private void locks(List<Problem> problems) {
        lock(folders.ownData().resolve("job.lock"), "a job of Domibus Backup, or another of these commands, works",
                problems);
        if (!Files.isDirectory(folders.data())) {
            return;
        }
        try (Stream<Path> files = Files.find(folders.data(), DEPTH, (file, attributes) ->
                attributes.isRegularFile() && file.getFileName().toString().matches(LOCKED))) {
            files.sorted().forEach(file -> lock(file, "the server has this file open", problems));
        } catch (IOException | UncheckedIOException e) {
            problems.add(cannotTell(folders.data(), e));
        }
    }

    private void lock(Path file, String what, List<Problem> problems) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            new LockedFile(proc, file).owner().ifPresent(owner -> problems.add(
                    OfflineProblem.LOCKED.with("file", file, "owner", owner, "what", what)));
        } catch (IOException e) {
            problems.add(cannotTell(file, e));
        }
    }

    private static Problem cannotTell(Path what, Exception e) {
        return OfflineProblem.CANNOT_TELL.with("what", what, "reason", e.getClass().getSimpleName());
    }
}
