package dev.domibusbackup.database.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of a server or of a client program. Both vendors number alike, so only vendor and number together mean
 * something.
 *
 * @param text    as it was told
 * @param mariaDb whether it is MariaDB's
 * @param major   first number
 * @param minor   second number
 * @param patch   third number
 */
public record ServerVersion(String text, boolean mariaDb, int major, int minor, int patch) {

    /** The first number of three parts: "Ver 10.19 Distrib 10.11.4-MariaDB" is 10.11.4. */
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** Old replication needed MariaDB to look like this; a MariaDB server may still say so. */
    private static final String COMPATIBILITY_PREFIX = "5.5.5-";

    /**
     * Reads what {@code SELECT VERSION()} or {@code --version} say.
     *
     * @throws IllegalArgumentException when there is no version in the text
     */
    public static ServerVersion parse(String text) {
        boolean mariaDb = text.contains("MariaDB");
        String number = mariaDb && text.startsWith(COMPATIBILITY_PREFIX)
                ? text.substring(COMPATIBILITY_PREFIX.length()) : text;
        Matcher found = NUMBER.matcher(number);
        if (!found.find()) {
            throw new IllegalArgumentException("no version in: " + text);
        }
        return new ServerVersion(text, mariaDb, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)));
    }

    /** Asks the server. */
    public static ServerVersion of(SqlClient client) {
        return parse(client.value("SELECT VERSION()"));
    }

    /** Whether this is the given version of the same vendor or a later one. */
    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
    }

    /** {@code MariaDB 11.4.5}. */
    @Override
    public String toString() {
        return (mariaDb ? "MariaDB " : "MySQL ") + number();
    }

    /** {@code 11.4.5}. */
    public String number() {
        return major + "." + minor + "." + patch;
    }
}
