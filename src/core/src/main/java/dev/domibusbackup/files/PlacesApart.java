package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether one place lies inside another. A repository inside a folder that is backed up would back up itself, and be
 * lost with it.
 */
public final class PlacesApart {

    /** As many links as Linux itself follows. */
    private static final int MOST_LINKS = 40;

    private PlacesApart() {
    }

    /**
     * Whether {@code inner} is {@code outer} or lies below it, whatever links, {@code ..} or second mounts lead there.
     * Neither need exist.
     */
    public static boolean isInside(Path inner, Path outer) {
        Path realInner = realPlace(inner);
        Path realOuter = realPlace(outer);
        if (realInner.startsWith(realOuter)) {
            return true;
        }
        if (Files.notExists(realOuter)) {
            return false;
        }
        for (Path above = realInner; above != null; above = above.getParent()) {
            if (isSame(above, realOuter)) {
                return true;
            }
        }
        return false;
    }

    /** The path with every link followed, as far as it exists, and without {@code .} and {@code ..}. */
    public static Path realPlace(Path path) {
        Path place = path.toAbsolutePath().getRoot();
        Deque<Path> names = new ArrayDeque<>();
        path.toAbsolutePath().forEach(names::addLast);
        int links = 0;
        while (!names.isEmpty()) {
            Path name = names.removeFirst();
            if (name.toString().equals("..")) {
                place = place.getParent() == null ? place : place.getParent();
                continue;
            }
            if (name.toString().equals(".") || name.toString().isEmpty()) {
                continue;
            }
            Path next = place.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw FileProblem.NOT_READABLE.exception("path", PathText.of(path),
                        "reason", "too many levels of symbolic links");
            }
            Path target = targetOf(next);
            place = target.isAbsolute() ? target.getRoot() : place;
            prepend(target, names);
        }
        return place;
    }

    private static void prepend(Path target, Deque<Path> names) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            names.addFirst(target.getName(i));
        }
    }

    private static Path targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(link), "reason", Reason.of(e));
        }
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.exists(a) && Files.isSameFile(a, b);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(a), "reason", Reason.of(e));
        }
    }
}
