package dev.domibusbackup.problem;

/** Problems of databases, their dumps and the programs that make them. */
public enum DatabaseProblem implements ProblemType {

    TOOL_MISSING("001", 500, "No {program} program was found in {places}.",
            "Install the MySQL or MariaDB client programs on this host, or say in which folder they are."),
    TOOL_NOT_USABLE("002", 500, "{program} cannot be used: {reason}.",
            "Run it by hand with --version as the user of the application server, and correct what it says."),
    ACCESS_DENIED("003", 500, "Database {address} refused account {user}: {reason}.",
            "Check the password, and from which hosts the account may log in."),
    NOT_REACHABLE("004", 500, "Database {address} cannot be reached: {reason}.",
            "Is the database up? Can this host reach its port?"),
    TLS_REFUSED("005", 500, "Database {address} and its client do not agree on TLS: {reason}.",
            "Give the client the CA certificate, or switch verification off, in the [client] section of the option file"
                    + " that the client programs read on this host (/etc/my.cnf)."),
    UNKNOWN_SCHEMA("006", 500, "Schema {schema} does not exist on {address}, or account {user} may not see it.",
            "Correct the schema's name, or grant the account its rights on it."),
    QUERY_FAILED("007", 500, "Database {address} answered a query with error {number}: {reason}.",
            "The log of the database server may say more."),
    QUERY_TOO_SLOW("008", 500, "Database {address} did not answer a query within {bound}.",
            "Is the server overloaded, or does something hold a lock? SHOW FULL PROCESSLIST tells."),
    CLIENT_ENDED("009", 500, "The client for {address} ended with exit code {exitCode}: {reason}.",
            "Was it killed? See the system's log, for example for the out-of-memory killer."),

    RIGHT_MISSING("010", 500, "Account {account} lacks the right {right} on schema {schema}: {consequence}.",
            "GRANT {right} ON `{schema}`.* TO {account};"),
    ROUTINES_NOT_VISIBLE("011", 500,
            "Account {account} may not see all routines of schema {schema}: a dump would lack them without a word.",
            "{grant}"),
    ROUTINE_NOT_READABLE("012", 500,
            "Account {account} may not read the definition of {object} of schema {schema}: it cannot be dumped.",
            "{grant}"),
    NOT_TRANSACTIONAL("013", 500, "Table {table} of schema {schema} has the engine {engine}, which knows no snapshots:"
            + " rows written during the dump would be in it or not.",
            "ALTER TABLE `{schema}`.`{table}` ENGINE=InnoDB;"),
    VIEW_BROKEN("014", 500, "View {view} of schema {schema} is not valid: {reason}.",
            "Drop the view, or bring back what it refers to; the dump client stops at it."),
    CLIENT_OF_OTHER_VENDOR("015", 500, "{program} {version} is the client of another vendor than the server, {server}.",
            "Install the dump client that belongs to the server: only that one is sure to know all it can hold."),

    SNAPSHOT_NOT_TAKEN("020", 500, "The dump of {address} ended without a snapshot (exit code {exitCode}): {reason}.",
            "Run the dump client by hand with --verbose --single-transaction: it must print 'Setting savepoint'."),
    SNAPSHOT_TOO_SLOW("021", 500, "The dump of {address} had no snapshot within {bound}, and was killed.",
            "Does a session hold a lock on all tables? SHOW FULL PROCESSLIST tells."),
    DUMP_FAILED("022", 500, "The dump of {address} failed with exit code {exitCode}: {reason}.",
            "The reason is what the dump client said; the log of the database server may say more."),
    TABLE_CHANGED("023", 500, "Table {table} of {address} was changed (TRUNCATE, ALTER or the like) during the dump:"
            + " {reason}.", "Keep maintenance and upgrade scripts away while a backup runs, then start it again."),
    DUMP_KILLED("024", 500, "The dump client for {address} was killed by signal {signal}.",
            "Who killed it? See the system's log, for example for the out-of-memory killer."),
    DUMP_STOPPED("025", 500, "The dump of {address} was stopped before its end.", "Start the backup again."),
    DUMP_INCOMPLETE("026", 500, "The dump of {address} ended with exit code 0, but is not complete: {reason}.",
            "Start the backup again; if it happens again, run the dump client by hand and look at the end of its"
                    + " output."),
    DUMP_TOO_SLOW("027", 500, "The dump of {address} did not end within {bound}, and was killed after {bytes} bytes.",
            "Allow more time, or look for what slows the database or the repository's disk down."),
    OUTPUT_FAILED("028", 500, "The dump of {address} could not be written: {reason}.",
            "Is the repository's disk full or gone? Make room, then start the backup again."),
    DUMP_RIGHT_MISSING("029", 500, "The dump of {address} was refused something it needs: {reason}.",
            "Run the preflight: it lists the missing rights with their GRANT."),
    CONNECTION_LOST("030", 500, "The dump of {address} lost its connection to the database: {reason}.",
            "Did the database restart, or is its net_write_timeout too short for this disk?"),

    ROWS_DIFFER("040", 500, "Table {table} of schema {schema} has {inDatabase} rows in the database and {inDump} in the"
            + " dump.", "Do not rely on this dump. Did something write to the database in the quiet window?"),
    OBJECT_NOT_IN_DUMP("041", 500, "The dump of schema {schema} lacks the {object}: the database has {inDatabase} of"
            + " the kind {kind}, the dump {inDump}.", "Do not rely on this dump. Check the rights of the account that"
            + " dumps."),
    OBJECT_ONLY_IN_DUMP("042", 500, "The dump of schema {schema} has the {object}, which the database did not have at"
            + " the cut: the database has {inDatabase} of the kind {kind}, the dump {inDump}.",
            "Did something change the schema in the quiet window?");

    private final Entry entry;

    DatabaseProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-SQL-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
