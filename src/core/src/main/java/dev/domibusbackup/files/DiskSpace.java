package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Space on the file system of a path, which need not exist yet: then that of the folder it would be made in. */
public final class DiskSpace {

    private DiskSpace() {
    }

    /** Bytes that this process may still write there, as the file system says; quotas may allow less. */
    public static long usableBytes(Path path) {
        try {
            return store(path).getUsableSpace();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Whether two paths lie on the same file system, so that files can be renamed from one to the other. Two mounts
     * of the same file system count as one; a rename between these fails all the same.
     */
    public static boolean isSameStore(Path a, Path b) {
        try {
            return store(a).equals(store(b));
        } catch (IOException e) {
            throw unreadable(a, e);
        }
    }

    private static FileStore store(Path path) throws IOException {
        Path existing = PlacesApart.realPlace(path);
        while (Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing);
    }

    private static RuntimeException unreadable(Path path, IOException e) {
        return FileProblem.NOT_READABLE.caused(e, "path", PathText.of(path), "reason", Reason.of(e));
    }
}
