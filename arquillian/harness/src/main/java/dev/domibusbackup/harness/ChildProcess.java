package dev.domibusbackup.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the harness with all processes beneath it (a server's start script and its JVM). What still runs when
 * this JVM ends is killed then.
 */
public final class ChildProcess {

    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration DEATH = Duration.ofSeconds(20);
    private static final Duration REAPING = Duration.ofSeconds(2);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChildProcess::signalKill)));
    }

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it with both its output streams going to the end of a file. */
    public static ChildProcess start(ProcessBuilder builder, Path output) {
        try {
            Files.createDirectories(output.getParent());
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            ChildProcess child = new ChildProcess(process, output);
            RUNNING.add(child);
            process.onExit().thenRun(() -> RUNNING.remove(child));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs it to its end and gives its output.
     *
     * @throws IllegalStateException when it ends with another code than 0, with its output
     * @throws AssertionError        when it does not end within the bound; it is killed then
     */
    public static String run(ProcessBuilder builder, Duration bound) {
        try {
            Path output = Files.createTempFile("harness-", ".out");
            try {
                ChildProcess child = start(builder, output);
                try {
                    child.awaitExit(bound);
                } finally {
                    child.kill();
                }
                if (child.process.exitValue() != 0) {
                    throw new IllegalStateException(builder.command().get(0) + " ended with code "
                            + child.process.exitValue() + ":\n" + child.output());
                }
                return child.output();
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written so far to the file of its output; for messages, so it is held in memory. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process whose executable has this name: itself, or one beneath it. */
    public ProcessHandle find(String executable) {
        return tree().stream()
                .filter(handle -> handle.info().command().filter(c -> c.endsWith("/" + executable)).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process " + executable + " of ours runs"));
    }

    /** Waits for its end. */
    public void awaitExit(Duration bound) {
        try {
            process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not ended within " + bound + ": " + process.info().commandLine().orElse("?"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * SIGKILL to all of it, and waits until nothing is left. Nothing happens if it has ended before. A script is given
     * a moment to see the death of what it started: who dies before its child leaves a zombie behind.
     */
    public void kill() {
        List<ProcessHandle> tree = tree();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(tree.size() > 1 ? REAPING.toMillis() : 0, TimeUnit.MILLISECONDS)) {
                signalKill();
            }
        } catch (InterruptedException e) {
            signalKill();
            Thread.currentThread().interrupt();
        }
        Await.until("death of " + tree, DEATH, () -> tree.stream().noneMatch(ChildProcess::runs));
    }

    /** Linux keeps a dead process in its table until its parent, or the first process of the machine, has looked. */
    private static boolean runs(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signalKill() {
        tree().forEach(ProcessHandle::destroyForcibly);
    }

    /** Those beneath first: a script that sees its JVM die does not live to start another. */
    private List<ProcessHandle> tree() {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        tree.add(process.toHandle());
        return tree;
    }
}
