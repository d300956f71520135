package dev.domibusbackup.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * What the file system knows of one file, folder or link of a tree. Its line in a listing is described at
 * {@link Listing}.
 *
 * @param path     path relative to the root of the tree as text, see {@link PathText}; {@code .} is the root itself
 * @param type     what it is; links are never followed
 * @param size     bytes of a file; 0 for everything else
 * @param modified time of the last change of the content, in nanoseconds where the file system has them
 * @param changed  time of the last change of content or attributes (ctime), which no program can set
 * @param inode    number of the inode
 * @param mode     permissions with set-uid, set-gid and sticky bit (the lower 12 bits)
 * @param uid      number of the owner
 * @param gid      number of the group
 * @param target   where a symbolic link points, as text; empty for everything else
 */
public record FileEntry(String path, Type type, long size, Instant modified, Instant changed, long inode, int mode,
                        long uid, long gid, String target) {

    /** The path of the root of a tree. */
    public static final String ROOT = ".";

    /**
     * The order of a tree: a folder, then everything below it, then its next sibling. Archives need it, because GNU
     * tar sets the times of a folder when it meets the first entry outside it.
     */
    public static final Comparator<FileEntry> TREE_ORDER = (a, b) -> comparePaths(a.path, b.path);

    static final int OWNER_READS = 0400;

    private static final int TYPE_BITS = 0170000;
    private static final int PERMISSION_BITS = 07777;
    private static final String ATTRIBUTES = "unix:mode,ino,uid,gid,ctime,size,lastModifiedTime";

    /** What an entry is. The letters are those of {@code find -printf %y}, {@code o} for all others. */
    public enum Type {
        FILE('f'), FOLDER('d'), SYMLINK('l'), OTHER('o');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }

        static Type of(String letter) {
            for (Type type : values()) {
                if (letter.length() == 1 && letter.charAt(0) == type.letter) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no type: " + letter);
        }

        private static Type ofMode(int mode) {
            return switch (mode & TYPE_BITS) {
                case 0100000 -> FILE;
                case 0040000 -> FOLDER;
                case 0120000 -> SYMLINK;
                default -> OTHER;
            };
        }
    }

    public FileEntry {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(changed, "changed");
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\t') >= 0 || path.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not the text of a relative path: " + path);
        }
        if (size < 0 || type != Type.FILE && size != 0) {
            throw new IllegalArgumentException("size " + size + " of " + type + " " + path);
        }
        if (mode < 0 || mode > PERMISSION_BITS) {
            throw new IllegalArgumentException("mode " + mode + " of " + path);
        }
        if ((type == Type.SYMLINK) == target.isEmpty()) {
            throw new IllegalArgumentException("target of " + type + " " + path + ": " + target);
        }
    }

    /**
     * Reads the attributes of a file, folder or link; a link is not followed.
     *
     * @param root root of the tree
     * @param file the file, below the root or the root itself
     * @throws IOException also when the file does not exist
     */
    public static FileEntry of(Path root, Path file) throws IOException {
        return read(file, file.equals(root) ? ROOT : PathText.of(root.relativize(file)));
    }

    static FileEntry read(Path file, String path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        Type type = Type.ofMode(mode);
        return new FileEntry(path, type,
                type == Type.FILE ? (Long) attributes.get("size") : 0,
                ((FileTime) attributes.get("lastModifiedTime")).toInstant(),
                ((FileTime) attributes.get("ctime")).toInstant(),
                (Long) attributes.get("ino"),
                mode & PERMISSION_BITS,
                Integer.toUnsignedLong((Integer) attributes.get("uid")),
                Integer.toUnsignedLong((Integer) attributes.get("gid")),
                type == Type.SYMLINK ? PathText.of(Files.readSymbolicLink(file)) : "");
    }

    /** Where this entry lies below a root. */
    public Path in(Path root) {
        return PathText.resolve(root, path);
    }

    /** Whether this is the folder {@code .} or a folder that {@code other} lies below. */
    public boolean isAncestorOf(FileEntry other) {
        return type == Type.FOLDER && !path.equals(other.path)
                && (path.equals(ROOT) || other.path.startsWith(path) && other.path.charAt(path.length()) == '/');
    }

    static int comparePaths(String a, String b) {
        return compare(a, 0, b, 0);
    }

    /** Compares the paths that begin at the given places and reach to the end of their strings. */
    static int compare(String a, int fromA, String b, int fromB) {
        int endA = isRoot(a, fromA) ? fromA : a.length();
        int endB = isRoot(b, fromB) ? fromB : b.length();
        int i = fromA;
        int j = fromB;
        while (i < endA && j < endB) {
            int difference = rank(a.charAt(i++)) - rank(b.charAt(j++));
            if (difference != 0) {
                return difference;
            }
        }
        return (endA - i) - (endB - j);
    }

    private static boolean isRoot(String path, int from) {
        return path.length() == from + 1 && path.charAt(from) == '.';
    }

    /** The separator comes before every other character, so that a folder's content directly follows it. */
    private static int rank(char c) {
        return c == '/' ? 0 : c;
    }
}
