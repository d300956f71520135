package dev.domibusbackup.database.mysql;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has a schema as its current one. Sessions of other accounts are seen with the right PROCESS only; who names a
 * table together with its schema is never seen.
 */
public final class SchemaSessions {

    private SchemaSessions() {
    }

    /**
     * Asks for the sessions, but for the one that asks.
     *
     * @param client   its address names the schema
     * @param expected accounts, by user, whose sessions are no surprise: Domibus's own while it runs
     * @return how many there are, by {@code user@host}
     */
    public static SortedMap<String, Long> of(SqlClient client, Set<String> expected) {
        SortedMap<String, Long> sessions = new TreeMap<>();
        for (List<String> row : client.query("SELECT user, host FROM information_schema.processlist WHERE db = "
                + SqlText.literal(client.address().schema()) + " AND id <> CONNECTION_ID()")) {
            if (!expected.contains(row.get(0))) {
                // the port behind the host tells nobody anything
                sessions.merge(row.get(0) + "@" + row.get(1).replaceFirst(":\\d+$", ""), 1L, Long::sum);
            }
        }
        return sessions;
    }

    /** The problem, if there are any. */
    public static Optional<Problem> inUse(SqlClient client, Set<String> expected) {
        SortedMap<String, Long> sessions = of(client, expected);
        return sessions.isEmpty() ? Optional.empty() : Optional.of(RestoreDatabaseProblem.SCHEMA_IN_USE.with(
                "schema", client.address().schema(), "sessions", String.join(", ", sessions.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")").toList())));
    }

    /**
     * Waits until nobody has it: a client that was killed is gone at once, but the server first ends what it does.
     *
     * @param release asked before each look to end what idle sessions can be ended
     * @throws ProblemException when somebody still has it
     */
    static void awaitNone(SqlClient client, Duration bound, Runnable release) {
        long deadline = System.nanoTime() + bound.toNanos();
        release.run();
        Optional<Problem> inUse = inUse(client, Set.of());
        while (inUse.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new ProblemException(inUse.get());
            }
            client.query("DO SLEEP(0.2)");
            release.run();
            inUse = inUse(client, Set.of());
        }
    }
}
