package dev.domibusbackup.wildfly.quiet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import dev.domibusbackup.harness.Await;

/**
 * A folder with the dump programs, between the product and the real ones: it can hold the dump before it begins, and a
 * job with it inside the quiet window, and it can let the dump fail.
 */
public final class DumpTools {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private final Path folder;

    private DumpTools(Path folder) {
        this.folder = folder;
    }

    /** Makes the programs. */
    public static DumpTools create(Path folder, Path real) {
        try {
            Files.createDirectories(folder);
            script(folder.resolve("mariadb"), "exec '" + real.resolve("mariadb") + "' \"$@\"");
            script(folder.resolve("mariadb-dump"), """
                    case "$*" in *--version*) exec '%1$s' "$@" ;; esac
                    echo reached > '%2$s/reached'
                    while [ -e '%2$s/hold' ]; do sleep 0.05; done
                    if [ -e '%2$s/broken' ]; then echo 'mariadb-dump: out of order' >&2; exit 2; fi
                    exec '%1$s' "$@"
                    """.formatted(real.resolve("mariadb-dump"), folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DumpTools(folder);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the setting {@code domibus.backup.database.tools} names. */
    public Path folder() {
        return folder;
    }

    /** From now on a dump waits for {@link #letGo()}. */
    public void hold() {
        remove("reached");
        make("hold");
    }

    /** Waits until a dump was begun. */
    public void awaitDump() {
        Await.until("a dump is begun", BOUND, () -> Files.exists(folder.resolve("reached")));
    }

    public void letGo() {
        remove("hold");
    }

    /** From now on a dump fails. */
    public void breakDown() {
        make("broken");
    }

    public void mend() {
        remove("broken");
    }

    private void make(String name) {
        try {
            Files.writeString(folder.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
