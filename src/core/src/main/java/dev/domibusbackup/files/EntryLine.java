package dev.domibusbackup.files;

import java.time.Instant;
import java.util.Comparator;

/** One entry as a line of a listing; the format is described at {@link Listing}. */
final class EntryLine {

    /** The order of {@link FileEntry#TREE_ORDER}, without taking the lines apart. */
    static final Comparator<String> TREE_ORDER =
            (a, b) -> FileEntry.compare(a, a.lastIndexOf('\t') + 1, b, b.lastIndexOf('\t') + 1);

    private static final int FIELDS = 10;

    private EntryLine() {
    }

    static String of(FileEntry entry) {
        StringBuilder line = new StringBuilder(128).append(entry.type().letter())
                .append('\t').append(entry.size())
                .append('\t');
        appendTime(line, entry.modified());
        appendTime(line.append('\t'), entry.changed());
        return line.append('\t').append(entry.inode())
                .append('\t').append(Integer.toOctalString(entry.mode()))
                .append('\t').append(entry.uid())
                .append('\t').append(entry.gid())
                .append('\t').append(entry.target())
                .append('\t').append(entry.path())
                .toString();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is not one that {@link #of} writes
     */
    static FileEntry parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields instead of " + FIELDS);
        }
        return new FileEntry(fields[9], FileEntry.Type.of(fields[0]), Long.parseLong(fields[1]), time(fields[2]),
                time(fields[3]), Long.parseLong(fields[4]), Integer.parseInt(fields[5], 8), Long.parseLong(fields[6]),
                Long.parseLong(fields[7]), fields[8]);
    }

    private static void appendTime(StringBuilder line, Instant time) {
        String nanos = Integer.toString(time.getNano());
        line.append(time.getEpochSecond()).append('.').append("0".repeat(9 - nanos.length())).append(nanos);
    }

    private static Instant time(String field) {
        int dot = field.indexOf('.');
        if (dot < 0 || field.length() - dot != 10) {
            throw new IllegalArgumentException("not a time: " + field);
        }
        return Instant.ofEpochSecond(Long.parseLong(field, 0, dot, 10),
                Long.parseLong(field, dot + 1, field.length(), 10));
    }
}
