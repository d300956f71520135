package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client says when it cannot load a dump, as problems. The servers repeat values of rows and pieces of
 * statements in their messages; these may be personal data or passwords and are left out. Numbers are those of the
 * reference manuals.
 */
final class LoadErrors {

    /** {@code ERROR 1062 (23000) at line 55: Duplicate entry …}. */
    private static final Pattern ERROR = Pattern.compile("^ERROR (\\d{4})[^:]*?(?: at line (\\d+))?: (.*)$");

    /** Whose messages hold names of schemas, tables, columns, accounts, engines, and never a value. */
    private static final Set<Integer> NAMES_ONLY = Set.of(
            1005, 1007, 1008, 1010, 1021, 1030, 1040, 1044, 1045, 1049,
            1050, 1053, 1054, 1100, 1114, 1115,
            1142, 1143, 1146, 1153, 1159, 1161, 1180, 1205, 1213, 1227, 1264, 1273, 1317, 1370,
            1406, 1418, 1419, 1449, 1452, 1927, 2002, 2003, 2005, 2006, 2013, 2026, 3948, 4025);

    private static final String NO_LINE = "0";
    private static final int FIRST_SIGNAL = 128;

    private LoadErrors() {
    }

    /** Why a client that ended with a code other than 0 did so. */
    static Problem of(List<String> said, int exitCode, DatabaseAddress address, DatabaseAccount account) {
        for (String line : said) {
            Matcher error = ERROR.matcher(line);
            if (error.matches()) {
                return ofError(Integer.parseInt(error.group(1)), error.group(2) == null ? NO_LINE : error.group(2),
                        error.group(3), address, account);
            }
        }
        if (exitCode > FIRST_SIGNAL) {
            return RestoreDatabaseProblem.LOAD_KILLED.with("address", address, "signal", exitCode - FIRST_SIGNAL);
        }
        return RestoreDatabaseProblem.CLIENT_ENDED.with("address", address, "exitCode", exitCode,
                "reason", said.isEmpty() ? "it said nothing" : withoutValues(said.get(0)));
    }

    private static Problem ofError(int number, String line, String message, DatabaseAddress address,
                                   DatabaseAccount account) {
        String reason = NAMES_ONLY.contains(number) ? message : withoutValues(message);
        return switch (number) {
            case 1044, 1142, 1143, 1227, 1370, 1418, 1419 -> RestoreDatabaseProblem.LOAD_REFUSED.with(
                    "address", address, "line", line, "reason", reason);
            case 1053, 1158, 1159, 1160, 1161, 1317, 1927, 2006, 2013 ->
                    RestoreDatabaseProblem.CONNECTION_LOST.with("address", address, "line", line, "reason", reason);
            case 1021, 1114 -> full(address, line, reason);
            // at a line it is no disagreement, but the end of a connection
            case 2026 -> line.equals(NO_LINE) ? DatabaseProblem.TLS_REFUSED.with("address", address, "reason", reason)
                    : RestoreDatabaseProblem.CONNECTION_LOST.with("address", address, "line", line, "reason", reason);
            // Got error 28 "No space left on device" from storage engine
            case 1030 -> reason.contains("rror 28 ") ? full(address, line, reason)
                    : failed(address, line, number, reason);
            default -> ClientErrors.ofConnection(number, reason, address, account)
                    .orElseGet(() -> failed(address, line, number, reason));
        };
    }

    private static Problem full(DatabaseAddress address, String line, String reason) {
        return RestoreDatabaseProblem.SERVER_FULL.with("address", address, "line", line, "reason", reason);
    }

    private static Problem failed(DatabaseAddress address, String line, int number, String reason) {
        return RestoreDatabaseProblem.LOAD_FAILED.with("address", address, "line", line, "number", number,
                "reason", reason);
    }

    /** Up to the first quotation mark: a value may hold quotation marks itself, so nobody knows where it ends. */
    private static String withoutValues(String message) {
        return message.replaceFirst("['\"].*", "…");
    }
}
