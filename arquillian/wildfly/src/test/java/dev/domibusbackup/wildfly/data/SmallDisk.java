package dev.domibusbackup.wildfly.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.site.Site;

/**
 * A folder whose disk can be filled: a file system in memory that the server alone sees, in a mount namespace of
 * its own. Where that is not allowed, the server's processes are kept from writing beyond a size of a file instead,
 * which needs no right at all.
 */
abstract class SmallDisk {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String MOUNT = "mount -t tmpfs -o size=%dm,mode=700 tmpfs \"$0\" && exec \"$@\"";

    /** Prepares a site that has not been started: its repository. */
    static SmallDisk of(Site site) throws IOException {
        Optional<SmallDisk> inMemory = inMemory(site, site.repository(), 96);
        return inMemory.isPresent() ? inMemory.get() : new LimitedFiles(site);
    }

    /**
     * Prepares a site that has not been started: a folder that is empty at each start of the server.
     *
     * @return nothing where mount namespaces are not allowed
     */
    static Optional<SmallDisk> inMemory(Site site, Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        String mount = MOUNT.formatted(mebibytes);
        for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-Urm"))) {
            if (works(unshare, mount, folder)) {
                site.server().launchedBy(unshare.get(0), unshare.get(1), "sh", "-c", mount, folder.toString());
                return Optional.of(new InMemory(site, folder));
            }
        }
        return Optional.empty();
    }

    private static boolean works(List<String> unshare, String mount, Path folder) {
        try {
            ChildProcess.run(new ProcessBuilder(unshare.get(0), unshare.get(1), "sh", "-c", mount, folder.toString(),
                    "true"), BOUND);
            return true;
        } catch (RuntimeException notAllowedOrNotThere) {
            return false;
        }
    }

    /** Leaves no room. */
    abstract void fill() throws IOException;

    /** Makes room again. */
    abstract void makeRoom() throws IOException;

    /** The folder as the server sees it. */
    abstract Path folder();

    /** What the system says when there is no room. */
    abstract String reason();

    private static final class InMemory extends SmallDisk {

        private final Site site;
        private final Path folder;

        private InMemory(Site site, Path folder) {
            this.site = site;
            this.folder = folder;
        }

        @Override
        Path folder() {
            return Path.of("/proc/" + site.server().pid() + "/root" + folder);
        }

        private Path filler() {
            return folder().resolve("filler");
        }

        @Override
        void fill() throws IOException {
            byte[] block = new byte[4096];
            try (OutputStream out = Files.newOutputStream(filler())) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                if (!reason().equals(full.getMessage())) {
                    throw full;
                }
            }
        }

        @Override
        void makeRoom() throws IOException {
            Files.delete(filler());
        }

        @Override
        String reason() {
            return "No space left on device";
        }
    }

    private static final class LimitedFiles extends SmallDisk {

        /** Above the files of the broker's journal, below {@link #LARGE}. */
        private static final long LIMIT = 24L << 20;
        private static final int LARGE = 32 << 20;

        private final Site site;

        private LimitedFiles(Site site) throws IOException {
            this.site = site;
            byte[] noise = new byte[LARGE];
            new Random(42).nextBytes(noise);
            Files.write(site.installation().domains().get(0).temporary().resolve("large.zip"), noise);
        }

        @Override
        Path folder() {
            return site.repository();
        }

        @Override
        void fill() {
            limit(Long.toString(LIMIT));
        }

        @Override
        void makeRoom() {
            limit("unlimited");
        }

        /** The soft limit only: lowering the hard one could not be undone. */
        private void limit(String bytes) {
            ChildProcess.run(new ProcessBuilder("prlimit", "--pid", Long.toString(site.server().pid()),
                    "--fsize=" + bytes + ":"), BOUND);
        }

        @Override
        String reason() {
            return "File too large";
        }
    }
}
