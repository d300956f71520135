package dev.domibusbackup.harness.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;

/** A dump client that waits on request before it begins: the job is inside the quiet window then. */
public final class HeldDump implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(1);

    private final Path folder;
    private final Path hold;
    private final Path reached;

    private HeldDump(Path folder) {
        this.folder = folder;
        this.hold = folder.resolve("hold");
        this.reached = folder.resolve("reached");
    }

    /** Makes the tools in a folder that need not exist. */
    public static HeldDump in(Path folder) {
        HeldDump dump = new HeldDump(folder);
        try {
            Files.createDirectories(folder);
            Path tools = BuildOutput.mariadb().resolve("bin");
            Files.createSymbolicLink(folder.resolve("mariadb"), tools.resolve("mariadb"));
            Path script = Files.writeString(folder.resolve("mariadb-dump"), """
                    #!/bin/sh
                    case "$*" in *--version*) exec '%1$s' "$@" ;; esac
                    if [ -e '%2$s' ]; then : > '%3$s'; fi
                    while [ -e '%2$s' ]; do sleep 0.05; done
                    exec '%1$s' "$@"
                    """.formatted(tools.resolve("mariadb-dump"), dump.hold, dump.reached));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dump;
    }

    public Path folder() {
        return folder;
    }

    /** From now on dumps wait; {@link #close} lets them go. */
    public HeldDump hold() {
        try {
            Files.deleteIfExists(reached);
            Files.writeString(hold, "");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a dump is held. */
    public void awaitHeld() {
        Await.until("a dump that is held", BOUND, () -> Files.exists(reached));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(hold);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
