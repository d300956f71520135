package dev.domibusbackup.database.mysql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the dump client writes to its standard error: with {@code --verbose} its steps, each behind {@code -- }, and
 * whatever goes wrong.
 */
final class DumpMessages {

    /** Printed when the transaction with the consistent snapshot has begun; seen with mariadb-dump 10.11 and 11.4. */
    private static final String SNAPSHOT_EXISTS = "-- Setting savepoint...";

    private static final String STEP = "-- ";
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 1000;

    private final List<String> complaints = new ArrayList<>();
    private final Runnable onSnapshot;

    DumpMessages(Runnable onSnapshot) {
        this.onSnapshot = onSnapshot;
    }

    /** Reads to the end. */
    void read(InputStream standardError) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(standardError, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SNAPSHOT_EXISTS)) {
                    onSnapshot.run();
                } else if (!line.startsWith(STEP) && !line.isBlank()) {
                    keep(line.strip());
                }
            }
        }
    }

    private synchronized void keep(String line) {
        if (complaints.size() < MOST_LINES) {
            complaints.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
        }
    }

    /** What is not a step: warnings and errors. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
