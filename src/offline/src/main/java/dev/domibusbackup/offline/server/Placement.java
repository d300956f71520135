package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.FileProblem;

/**
 * Puts what was unpacked into its place, file by file, each by a rename. What was there is moved away beside it, into
 * {@code <folder>.old-<time>}, and nothing is ever deleted. Repeated after a crash it goes on: what is in its place
 * already is found to be the same.
 */
final class Placement {

    private static final CopyOption[] COPY = {StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS,
        StandardCopyOption.REPLACE_EXISTING};

    private final String time;
    private final boolean rehearsal;
    private final Set<Path> kept = new TreeSet<>();
    private long added;
    private long replaced;
    private long same;
    private long movedAway;

    /**
     * Prepares one.
     *
     * @param time      end of the names of the folders that keep what was there
     * @param rehearsal only count
     */
    Placement(String time, boolean rehearsal) {
        this.time = time;
        this.rehearsal = rehearsal;
    }

    /**
     * Places a folder's content; what is there besides stays.
     *
     * @param staged  where it was unpacked
     * @param target  its place; a link to a folder is followed
     * @param folders those of the unpacked folders that have attributes of their own
     */
    void place(Path staged, Path target, Set<Path> folders) {
        if (!Files.isDirectory(staged)) {
            return;
        }
        try {
            tree(staged, target, old(target), folders, true);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /** Moves a file or folder away, if it is there. */
    void away(Path top, Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        movedAway++;
        try {
            keep(file, old(top).resolve(top.relativize(file)));
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    private Path old(Path top) {
        return top.resolveSibling(top.getFileName() + ".old-" + time);
    }

    private void tree(Path staged, Path target, Path old, Set<Path> folders, boolean top) throws IOException {
        if (!Files.isDirectory(staged, LinkOption.NOFOLLOW_LINKS)) {
            file(staged, target, old);
            return;
        }
        boolean there = top ? Files.isDirectory(target) : Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
        if (!there) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                replaced++;
                keep(target, old);
            }
            if (!rehearsal) {
                Ownership.makeFolder(target, folders.contains(staged) ? staged : target.getParent());
            }
        }
        for (Path child : FolderContent.of(staged)) {
            tree(child, target.resolve(child.getFileName()), old.resolve(child.getFileName()), folders, false);
        }
        if (!rehearsal) {
            DurableFiles.syncFolder(target);
        }
    }

    private void file(Path staged, Path target, Path old) throws IOException {
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (there && isSame(staged, target)) {
            same++;
            return;
        }
        if (there) {
            replaced++;
            keep(target, old);
        } else {
            added++;
        }
        if (!rehearsal) {
            move(staged, target);
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        boolean link = Files.isSymbolicLink(one);
        if (link != Files.isSymbolicLink(other)) {
            return false;
        }
        if (link) {
            return Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
        }
        return Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
    }

    private void keep(Path file, Path old) throws IOException {
        kept.add(top(old));
        if (rehearsal) {
            return;
        }
        Path free = old;
        for (int number = 1; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
            free = old.resolveSibling(old.getFileName() + "." + number);
        }
        Ownership.makeFoldersUpTo(free.getParent());
        move(file, free);
    }

    private Path top(Path old) {
        Path top = old;
        while (!top.getFileName().toString().endsWith(".old-" + time)) {
            top = top.getParent();
        }
        return top;
    }

    /** By a rename; between file systems by a copy that gets its name when it is whole. */
    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                Ownership.makeFolder(to, from);
                for (Path child : FolderContent.of(from)) {
                    move(child, to.resolve(child.getFileName()));
                }
            } else {
                Path part = to.resolveSibling(to.getFileName() + ".part");
                Files.copy(from, part, COPY);
                if (!Files.isSymbolicLink(part)) {
                    DurableFiles.syncFile(part);
                }
                Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(from);
        }
    }

    private static RuntimeException notWritable(Path path, IOException e) {
        return FileProblem.NOT_WRITABLE.caused(e, "path", path, "reason", e.toString());
    }

    /** Where what was there is kept. */
    List<Path> kept() {
        return List.copyOf(kept);
    }

    long added() {
        return added;
    }

    long replaced() {
        return replaced;
    }

    long same() {
        return same;
    }

    long movedAway() {
        return movedAway;
    }
}
