package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.PathText;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Consumer;

/** The changes a swap makes to the disk, each announced before and after, and the names of what is temporary. */
final class Disk {

    private static final int LONGEST = 120;

    private final String id;
    private final Consumer<String> announced;

    Disk(String id, Consumer<String> announced) {
        this.id = id;
        this.announced = announced;
    }

    void at(String point) {
        announced.accept(point);
    }

    /** Renames; what has the new name already is replaced if both are files. */
    void move(Path from, Path to) throws IOException {
        announced.accept("before " + from + " -> " + to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        announced.accept("after " + from + " -> " + to);
    }

    /** Gives a file a second name, or, where the file system cannot, another one. */
    void linkOrMove(Path from, Path to) throws IOException {
        announced.accept("before " + from + " = " + to);
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        announced.accept("after " + from + " = " + to);
    }

    void delete(Path tree) {
        announced.accept("before removing " + tree);
        DurableFiles.deleteTree(tree);
        announced.accept("after removing " + tree);
    }

    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** What comes, beside the place it goes to. */
    Path newBeside(Path place) {
        return place.resolveSibling("." + name(place) + ours() + "new");
    }

    /** What was there, beside its place. */
    Path oldBeside(Path place) {
        return place.resolveSibling("." + name(place) + ours() + "old");
    }

    /** What comes, inside the folder whose content it replaces. */
    Path newInside(Path folder) {
        return folder.resolve(ours() + "new");
    }

    /** What was there, inside its folder. */
    Path oldInside(Path folder) {
        return folder.resolve(ours() + "old");
    }

    boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && (name.endsWith(ours() + "new") || name.endsWith(ours() + "old"));
    }

    private String ours() {
        return ".domibus-backup-" + id + ".";
    }

    /** Names are at most 255 bytes, and any bytes: one that is long or odd is told by its bytes' hash. */
    private static String name(Path place) {
        String name = place.getFileName().toString();
        boolean plain = name.length() <= LONGEST && name.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return plain ? name : UUID.nameUUIDFromBytes(PathText.bytes(place.getFileName())).toString();
    }
}
