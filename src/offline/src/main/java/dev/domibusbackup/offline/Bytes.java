package dev.domibusbackup.offline;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {
    }

    /** In units of 1000, as disks are sold: {@code 12.3 GB}. */
    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double size = bytes;
        int unit = 0;
        while (size >= 999.95) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
