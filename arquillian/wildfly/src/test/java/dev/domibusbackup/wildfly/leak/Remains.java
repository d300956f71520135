package dev.domibusbackup.wildfly.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * What of ours is in a server's JVM, seen from outside with the JDK's own tools: a tool inside the server would be
 * something of ours itself. Each look at the heap is after a full collection; a server that is started with
 * {@link #NO_SOFT_REFERENCES} keeps nothing then that only a cache refers to.
 */
public final class Remains {

    /** An argument of the JVM: caches that any shortage of memory would empty are emptied by each collection. */
    public static final String NO_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Pattern OURS = Pattern.compile("\\bdev\\.domibusbackup\\.(?!standin\\.|other\\.)[\\w.$]+");

    private final WildFlyServer server;

    /** What is in this server, which runs. */
    public Remains(WildFlyServer server) {
        this.server = server;
    }

    /**
     * Threads that we named, that run code of ours, or that the JDK's HTTP client began for us. What a thread inherits
     * (its context class loader) keeps a class loader, and is found there.
     */
    public List<String> threads() {
        return Stream.of(jcmd("Thread.print").split("\n\n")).filter(thread -> thread.startsWith("\""))
                .filter(thread -> thread.startsWith("\"domibus-backup") || thread.startsWith("\"HttpClient-")
                        || OURS.matcher(thread).find())
                .map(thread -> thread.lines().findFirst().orElseThrow()).toList();
    }

    /** The class loaders that have classes of ours, each with the number of its classes. */
    public List<String> classLoaders() {
        collect();
        List<String> found = new ArrayList<>();
        for (String loader : loaders()) {
            long classes = OURS.matcher(loader).results().map(MatchResult::group).distinct().count();
            if (classes > 0) {
                found.add(loader.lines().findFirst().orElseThrow() + " with " + classes + " classes of ours");
            }
        }
        return found;
    }

    /**
     * Who holds our class loaders.
     *
     * @param dump file for the heap, with nothing else of that name; deleted afterwards
     */
    public Holders holders(Path dump) {
        try {
            jcmd("GC.heap_dump " + dump);
            return Holders.in(dump);
        } finally {
            // the reader's index lies beside it
            Folders.delete(Path.of(dump + ".nbcache"));
            Folders.delete(dump);
        }
    }

    /** The class loaders that have loaded this class, whoever's they are. */
    public List<String> loadersWith(String name) {
        Pattern loaded = Pattern.compile("\\s" + Pattern.quote(name) + "\\s");
        return loaders().stream().filter(loader -> loaded.matcher(loader).find())
                .map(loader -> loader.lines().findFirst().orElseThrow()).toList();
    }

    /** A loader begins with the branch of its tree, its classes follow. */
    private List<String> loaders() {
        return List.of(jcmd("VM.classloaders show-classes").split("\\+-- "));
    }

    /**
     * Files that the process holds open and that are named like us, deleted ones too; nothing but on Linux. The
     * database of our catalogue is held by the server's data source.
     */
    public Set<String> openFiles() {
        Path database = server.dataDir().resolve("domibus-backup/catalog.");
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
            return descriptors.map(Remains::target).filter(file -> file.contains("domibus-backup"))
                    .filter(file -> !file.startsWith(database.toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A descriptor may be closed while they are being listed. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** Programs that the server has begun and that still run. */
    public List<String> programs() {
        return ProcessHandle.of(server.pid()).orElseThrow().descendants()
                .map(program -> program.pid() + " " + program.info().command().orElse("?")).toList();
    }

    /** All files and folders beneath a folder, by their paths in it. */
    public static Set<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect() {
        jcmd("GC.run");
    }

    private String jcmd(String command) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                Long.toString(server.pid())));
        line.addAll(List.of(command.split(" ")));
        return ChildProcess.run(new ProcessBuilder(line), BOUND);
    }
}
