package dev.domibusbackup.problem;

/** Problems of bringing databases back. */
public enum RestoreDatabaseProblem implements ProblemType {

    DUMP_INCOMPLETE("001", 422, "The dump of schema {schema} is not complete: its last line is missing.",
            "Do not restore from it. GET /backups lists the other sets; verify one of them."),
    DUMP_UNREADABLE("002", 500, "The dump of schema {schema} cannot be read: {reason}.",
            "Verify the set: it may be damaged. If the repository's disk was away, start the restore again."),
    ROWS_DIFFER("003", 500,
            "Table {table} of schema {schema} should have {expected} by the manifest; {place} has: {found}.",
            "Verify the set. If it is whole, did something write to the schema, or fail, while it was restored?"),
    OBJECTS_DIFFER("004", 500, "Schema {schema} should have {expected} of the kind {kind} by the manifest, {place} has"
            + " {found}: {names}.",
            "Verify the set. If it is whole, look at the rights of the account that restores, and start it again."),

    RIGHT_MISSING("005", 422, "Account {account} lacks the right {right} on schema {schema}: {consequence}.",
            "GRANT {right} ON {scope} TO {account};"),
    DEFINER_UNKNOWN("006", 200, "Views, routines, triggers or events of schema {schema} belong to {definer}, whom"
            + " database {address} does not know: they will fail when they are used.",
            "Create the account with its rights before Domibus starts."),
    DEFINERS_NOT_CHECKED("007", 200, "Account {account} may not see whether database {address} knows the accounts"
            + " {definers}, to whom parts of schema {schema} belong.",
            "Ask an administrator of the database whether they exist; what belongs to no one fails when it is used."),
    FUNCTIONS_NOT_TRUSTED("008", 422, "Database {address} writes a binary log and lets account {account} create neither"
            + " functions nor triggers; the dump of schema {schema} has some.",
            "SET GLOBAL log_bin_trust_function_creators = 1;"),
    OTHER_VENDOR("009", 422, "The dump of schema {schema} is of {source}, but {address} is {server}.",
            "Restore it to a server of the vendor that it came from: the two read each other's dumps in part only."),
    OLDER_SERVER("010", 200, "The dump of schema {schema} is of {source}, but {address} is the older {server}.",
            "Rehearse the restore with deep: it loads the dump into a scratch schema."),
    COLLATION_UNKNOWN("011", 422, "Database {address} does not know collation {collation} of character set"
            + " {characterSet}, which schema {schema} has.",
            "Restore it to a server that does, of the version that the dump came from or later."),
    PACKET_TOO_SMALL("012", 422, "The dump of schema {schema} has a statement of {bytes} bytes; database {address}"
            + " takes no more than {allowed} (max_allowed_packet).",
            "SET GLOBAL max_allowed_packet = {wanted};"),
    SCHEMA_IN_USE("013", 409, "Schema {schema} is in use: {sessions}.",
            "End these sessions, then start again. SHOW PROCESSLIST tells what they do."),
    SESSIONS_NOT_VISIBLE("014", 200, "Account {account} sees its own sessions only: whether others use schema {schema}"
            + " cannot be told.", "GRANT PROCESS ON *.* TO {account};"),
    NAMES_IN_LOWER_CASE("015", 422, "Database {address} stores names of tables in lower case (lower_case_table_names ="
            + " {setting}); {name} of schema {schema} is not.",
            "Restore it to a server with the setting of the one it came from."),
    REFERS_ELSEWHERE("016", 200, "The dump of schema {schema}, which is to become {target}, mentions schema {other},"
            + " which keeps its name: the copy would refer to the live one.",
            "Give {other} a target as well, or correct the copy afterwards."),

    LOAD_FAILED("020", 500, "The load of {address} failed at line {line} of the dump with error {number}: {reason}.",
            "Values of rows are not shown. The log of the database server may say more."),
    LOAD_REFUSED("021", 500, "The load of {address} was refused something at line {line} of the dump: {reason}.",
            "Rehearse the restore: it lists the missing rights with their GRANT."),
    CONNECTION_LOST("022", 500,
            "The load of {address} lost its connection to the database at line {line} of the dump: {reason}.",
            "Did the database restart, or did someone kill the session? Start the restore again: it begins anew."),
    SERVER_FULL("023", 500,
            "The load of {address} found no space in the database at line {line} of the dump: {reason}.",
            "Make room on the database host, then start the restore again: it begins anew."),
    CLIENT_ENDED("024", 500, "The client that loads {address} ended with exit code {exitCode}: {reason}.",
            "Run it by hand with --help as the user of the application server, and correct what it says."),
    LOAD_KILLED("025", 500, "The client that loads {address} was killed by signal {signal}.",
            "Who killed it? See the system's log, for example for the out-of-memory killer."),
    LOAD_STOPPED("026", 500, "The load of {address} was stopped before its end; the schema is not whole.",
            "Start the restore again: it begins anew."),
    LOAD_TOO_SLOW("027", 500, "The load of {address} did not end within {bound}, and was stopped after {bytes} bytes.",
            "Allow more time, or look for what slows the database down. Then start the restore again."),
    SCRATCH_NOT_ALLOWED("028", 422, "Account {account} may not make scratch schemas on {address}.",
            "GRANT ALL PRIVILEGES ON `{pattern}`.* TO {account};");

    private final Entry entry;

    RestoreDatabaseProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
