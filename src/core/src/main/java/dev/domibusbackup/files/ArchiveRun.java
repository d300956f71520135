package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One writing of an archive: copies entry after entry and watches whether they hold still. */
final class ArchiveRun {

    /**
     * A file changed within this time before it is read may be changed again without its times telling, because file
     * systems round them (some to two seconds).
     */
    private static final Duration BLUR = Duration.ofSeconds(3);

    private final Path root;
    private final ArchiveMode mode;
    private final Clock clock;
    private final FolderArchive.Opener opener;
    private final TarWriter tar;
    private final Consumer<FileEntry> taken;
    private final byte[] buffer = new byte[128 << 10];
    private final List<String> changedFirst = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private TreeCounts counts = TreeCounts.NONE;
    private long changed;
    private long vanished;

    ArchiveRun(Path root, ArchiveMode mode, Clock clock, FolderArchive.Opener opener, TarWriter tar,
               Consumer<FileEntry> taken) {
        this.root = root;
        this.mode = mode;
        this.clock = clock;
        this.opener = opener;
        this.tar = tar;
        this.taken = taken;
    }

    /** Adds an entry; {@link IOException} comes from the writing side alone. */
    void add(FileEntry listed) throws IOException {
        Path file = listed.in(root);
        Instant start = clock.instant();
        FileEntry entry = mode == ArchiveMode.QUIET ? listed : now(file, listed.path());
        if (entry == null) {
            noteVanished(listed);
            return;
        }
        switch (entry.type()) {
            case FILE -> addFile(entry, file, start);
            case FOLDER, SYMLINK -> {
                tar.begin(entry, file);
                tar.end();
                counts = counts.plus(entry);
                taken.accept(entry);
            }
            case OTHER -> {
                counts = counts.plus(entry);
                if (warnings.size() < ArchiveResult.FIRST) {
                    warnings.add(FileProblem.NOT_ARCHIVED.with("path", PathText.of(file)));
                }
            }
        }
    }

    ArchiveResult result() {
        return new ArchiveResult(counts, changed, vanished, changedFirst, warnings);
    }

    private void addFile(FileEntry entry, Path file, Instant start) throws IOException {
        InputStream content;
        try {
            content = opener.open(file);
        } catch (IOException e) {
            notOpened(entry, file, e);
            return;
        }
        long read;
        try (content) {
            tar.begin(entry, file);
            read = copy(content, entry.size(), file);
            tar.end();
        }
        counts = counts.plus(entry);
        FileEntry after = now(file, entry.path());
        String difference = read < entry.size()
                ? "it ended after " + read + " of " + entry.size() + " bytes"
                : difference(entry, after);
        if (mode == ArchiveMode.QUIET) {
            if (difference != null) {
                throw FileProblem.CHANGED_WHILE_READ.exception("path", PathText.of(file), "change", difference);
            }
            taken.accept(entry);
        } else if (difference == null && entry.changed().isBefore(start.minus(BLUR))) {
            taken.accept(entry);
        } else {
            changed++;
            note(entry);
        }
    }

    /** A file that could not be opened: gone, replaced, or not ours to read. */
    private void notOpened(FileEntry entry, Path file, IOException e) {
        FileEntry now = now(file, entry.path());
        if (now == null) {
            noteVanished(entry);
        } else if (now.type() != entry.type() && mode == ArchiveMode.WARM) {
            changed++;
            note(entry);
        } else {
            throw unreadable(file, e);
        }
    }

    private long copy(InputStream content, long size, Path file) throws IOException {
        long read = 0;
        while (read < size) {
            int length = read(content, (int) Math.min(buffer.length, size - read), file);
            if (length < 0) {
                return read;
            }
            tar.write(buffer, length);
            read += length;
        }
        return read;
    }

    private int read(InputStream content, int length, Path file) {
        try {
            return content.read(buffer, 0, length);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The attributes now, or {@code null} when the entry is gone and may be. */
    private FileEntry now(Path file, String path) {
        try {
            return FileEntry.read(file, path);
        } catch (NoSuchFileException e) {
            if (mode == ArchiveMode.QUIET) {
                throw FileProblem.VANISHED_WHILE_READ.caused(e, "path", PathText.of(file));
            }
            return null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void noteVanished(FileEntry entry) {
        vanished++;
        note(entry);
    }

    private void note(FileEntry entry) {
        if (changedFirst.size() < ArchiveResult.FIRST) {
            changedFirst.add(entry.path());
        }
    }

    private static String difference(FileEntry before, FileEntry after) {
        if (before.equals(after)) {
            return null;
        }
        if (after == null || before.inode() != after.inode()) {
            return "it was removed or replaced";
        }
        if (before.size() != after.size()) {
            return "size " + before.size() + ", then " + after.size() + " bytes";
        }
        return "last changed " + before.changed() + ", then " + after.changed();
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return FileProblem.NOT_READABLE.caused(e, "path", PathText.of(file), "reason", Reason.of(e));
    }
}
