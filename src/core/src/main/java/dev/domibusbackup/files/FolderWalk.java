package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * Walks a tree in the order of the disk, a folder before its content. Links are not followed, but for the root, which
 * may be one. Open at a time: one folder per level.
 */
final class FolderWalk {

    private final Path root;
    private final ArchiveMode mode;
    private final Predicate<FileEntry> excluded;

    /** What is done with an entry. */
    interface Visitor {
        void visit(FileEntry entry) throws IOException;
    }

    private record Level(String prefix, DirectoryStream<Path> stream, Iterator<Path> children) {
    }

    /**
     * A walk to be done.
     *
     * @param root     the folder; it need not exist
     * @param mode     {@link ArchiveMode#WARM}: what vanishes during the walk is left out
     * @param excluded what is left out, a folder with its content; not asked for the root
     */
    FolderWalk(Path root, ArchiveMode mode, Predicate<FileEntry> excluded) {
        this.root = root;
        this.mode = mode;
        this.excluded = excluded;
    }

    /**
     * Visits every entry, the root first; none when the root does not exist.
     *
     * @throws IOException from the visitor alone
     */
    void each(Visitor visitor) throws IOException {
        if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw FileProblem.NOT_A_FOLDER.exception("path", PathText.of(root));
        }
        Path folder = real(root);
        FileEntry top = attributes(folder, FileEntry.ROOT);
        if (top == null) {
            return;
        }
        visitor.visit(top);
        Deque<Level> levels = new ArrayDeque<>();
        try {
            open(folder, "", levels);
            while (!levels.isEmpty()) {
                step(levels, visitor);
            }
        } finally {
            for (Level level : levels) {
                level.stream().close();
            }
        }
    }

    private void step(Deque<Level> levels, Visitor visitor) throws IOException {
        Level level = levels.peek();
        Path child = next(level);
        if (child == null) {
            levels.pop().stream().close();
            return;
        }
        FileEntry entry = attributes(child, level.prefix() + PathText.of(child.getFileName()));
        if (entry == null || excluded.test(entry)) {
            return;
        }
        visitor.visit(entry);
        if (entry.type() == FileEntry.Type.FOLDER) {
            open(child, entry.path() + "/", levels);
        }
    }

    private Path next(Level level) {
        try {
            return level.children().hasNext() ? level.children().next() : null;
        } catch (DirectoryIteratorException e) {
            Path folder = level.prefix().isEmpty() ? root : PathText.resolve(root, level.prefix());
            throw unreadable(folder, e.getCause());
        }
    }

    private void open(Path folder, String prefix, Deque<Level> levels) {
        try {
            DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
            levels.push(new Level(prefix, stream, stream.iterator()));
        } catch (NoSuchFileException e) {
            vanished(folder, e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private FileEntry attributes(Path file, String path) {
        try {
            return FileEntry.read(file, path);
        } catch (NoSuchFileException e) {
            vanished(file, e);
            return null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void vanished(Path file, NoSuchFileException e) {
        if (mode == ArchiveMode.QUIET) {
            throw FileProblem.VANISHED_WHILE_READ.caused(e, "path", PathText.of(file));
        }
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return FileProblem.NOT_READABLE.caused(e, "path", PathText.of(file), "reason", Reason.of(e));
    }

    static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }
}
