package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client programs say when they fail, as problems. Error numbers are those of the reference manuals, the same
 * for both vendors: 1xxx from the server, 2xxx from the client library.
 */
final class ClientErrors {

    /** {@code ERROR 1146 (42S02) at line 1: Table …}. */
    private static final Pattern QUERY_ERROR = Pattern.compile("(?m)^ERROR (\\d{4})[^:]*: (.*)$");

    /** {@code mariadb-dump: Got error: 1045: "Access …"}, {@code mysqldump: Error 1412: …}, {@code … (1044)}. */
    private static final Pattern DUMP_ERROR = Pattern.compile("(?i)\\berror:? (\\d{4}):|\\((\\d{4})\\)\\s*$");

    /** {@code … when dumping table `a` at row: 0}. */
    private static final Pattern DUMPED_TABLE = Pattern.compile("when dumping table `(.*)` at row");

    private static final int FIRST_SIGNAL = 128;

    /** ER_TABLE_DEF_CHANGED: the table is not what it was when the snapshot was taken. */
    private static final int TABLE_CHANGED = 1412;

    private static final String UNNAMED = "(unnamed)";

    private ClientErrors() {
    }

    static ProblemException ofQuery(String said, int exitCode, DatabaseAddress address, DatabaseAccount account,
                                    Exception cause) {
        Matcher error = QUERY_ERROR.matcher(said);
        if (!error.find()) {
            return DatabaseProblem.CLIENT_ENDED.caused(cause, "address", address, "exitCode", exitCode,
                    "reason", said.isEmpty() ? "it said nothing" : oneLine(said));
        }
        int number = Integer.parseInt(error.group(1));
        String reason = error.group(2);
        if (number == TABLE_CHANGED) {
            return DatabaseProblem.TABLE_CHANGED.caused(cause, "table", UNNAMED, "address", address,
                    "reason", reason);
        }
        Problem problem = ofConnection(number, reason, address, account)
                .orElseGet(() -> DatabaseProblem.QUERY_FAILED.with("address", address, "number", number,
                        "reason", reason));
        return new ProblemException(problem, cause);
    }

    /** The problem, if the number is one of logging in. */
    static Optional<Problem> ofConnection(int number, String reason, DatabaseAddress address,
                                          DatabaseAccount account) {
        return Optional.ofNullable(switch (number) {
            case 1045, 1251, 1698, 1820, 1862, 2059, 2061, 3118, 3955, 4151 -> DatabaseProblem.ACCESS_DENIED.with(
                    "address", address, "user", account.user(), "reason", reason);
            case 1040, 1129, 1130, 2002, 2003, 2005 -> DatabaseProblem.NOT_REACHABLE.with("address", address,
                    "reason", reason);
            case 2026 -> DatabaseProblem.TLS_REFUSED.with("address", address, "reason", reason);
            case 1049 -> DatabaseProblem.UNKNOWN_SCHEMA.with("schema", address.schema(), "address",
                    address, "user", account.user());
            default -> null;
        });
    }

    /** Why a dump client that ended with a code other than 0 did so. */
    static Problem ofDump(List<String> said, int exitCode, DatabaseAddress address, DatabaseAccount account) {
        String reason = said.isEmpty() ? "it said nothing" : String.join(" ", said);
        for (String line : said) {
            Matcher error = DUMP_ERROR.matcher(line);
            if (!error.find()) {
                continue;
            }
            int number = Integer.parseInt(error.group(1) != null ? error.group(1) : error.group(2));
            Optional<Problem> problem = number == TABLE_CHANGED ? tableChanged(line, address)
                    : ofConnection(number, reason, address, account);
            if (problem.isPresent()) {
                return problem.get();
            }
            switch (number) {
                case 1044, 1142, 1143, 1227, 1370 -> {
                    return DatabaseProblem.DUMP_RIGHT_MISSING.with("address", address, "reason", reason);
                }
                case 1053, 1159, 1161, 1317, 1927, 2006, 2013 -> {
                    return DatabaseProblem.CONNECTION_LOST.with("address", address, "reason", reason);
                }
                default -> {
                    // no number that we know more about
                }
            }
        }
        if (exitCode > FIRST_SIGNAL) {
            return DatabaseProblem.DUMP_KILLED.with("address", address, "signal", exitCode - FIRST_SIGNAL);
        }
        return DatabaseProblem.DUMP_FAILED.with("address", address, "exitCode", exitCode, "reason", reason);
    }

    private static Optional<Problem> tableChanged(String line, DatabaseAddress address) {
        Matcher table = DUMPED_TABLE.matcher(line);
        return Optional.of(DatabaseProblem.TABLE_CHANGED.with("table", table.find() ? table.group(1) : UNNAMED,
                "address", address, "reason", line));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
