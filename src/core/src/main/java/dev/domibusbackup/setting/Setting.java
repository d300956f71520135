package dev.domibusbackup.setting;

import java.util.Arrays;
import java.util.Optional;

/** Every setting there is. The documentation's table is held against this list by a test. */
public enum Setting {

    REPOSITORY_PATH("repository.path", Kind.PATH, "",
            "Folder of all backup sets. Empty: domibus-backup/repository in the server's data folder. Put it on a "
                    + "file system of its own; never inside anything of Domibus."),
    REPOSITORY_RESERVE("repository.reserve-mib", Kind.NUMBER, "256",
            "MiB that a backup must leave free on the repository's file system; checked before anything is touched."),
    DOMIBUS_DEPLOYMENT("domibus.deployment", Kind.TEXT, "",
            "Name of the Domibus deployment. Empty: found by its context root /domibus."),
    STOP_TIMEOUT("domibus.stop-timeout", Kind.DURATION, "PT5M",
            "How long Domibus may take to stop. The real one takes about 30 s and longer with large messages at work."),
    START_TIMEOUT("domibus.start-timeout", Kind.DURATION, "PT15M",
            "How long Domibus may take to start and answer. The real one takes 100 s on a small machine."),
    REST_TIMEOUT("quiet.rest-timeout", Kind.DURATION, "PT1M",
            "How long the queues may take to come to rest (nothing in delivery) once Domibus has stopped."),
    FOREIGN_CONSUMERS("quiet.foreign-consumers", Kind.CHOICE, "wait",
            "What to do with other applications' consumers that hold messages: wait for them, or disconnect them.",
            "wait", "disconnect"),
    OWNED_QUEUES("messages.owned-queues", Kind.LIST, "",
            "Further queues that belong to Domibus, by broker or resource name: they are paused and exported."),
    EXPORTED_QUEUES("messages.exported-queues", Kind.LIST, "",
            "Queues of others to export without pausing them."),
    CHUNK_BYTES("messages.chunk-kib", Kind.NUMBER, "8192",
            "KiB of messages after which a chunk of an export or import ends: memory grows with it, and how soon a stop "
                    + "is heeded."),
    IN_DOUBT_TIMEOUT("messages.in-doubt-timeout", Kind.DURATION, "PT10M",
            "How long an import waits for transactions that a crash left neither committed nor rolled back. The server's "
                    + "transaction recovery settles them: within seconds as prepared by us, within minutes by default."),
    READER_HEAP("activemq.reader-heap-mib", Kind.NUMBER, "1024",
            "Heap of the process that reads the stores of an embedded ActiveMQ, beside the server's own memory. A message "
                    + "is read as a whole: give it several times the size of the largest one."),
    DATABASE_TOOLS("database.tools", Kind.PATH, "",
            "Folder of the dump and client programs. Empty: the search path of the server's process."),
    DATABASE_USER("database.user", Kind.TEXT, "",
            "Account that dumps. Empty: the account of Domibus's data source."),
    DATABASE_PASSWORD_FILE("database.password-file", Kind.PATH, "",
            "File with the password of that account, mode 0600."),
    SNAPSHOT_TIMEOUT("database.snapshot-timeout", Kind.DURATION, "PT2M",
            "How long the dump programs may take to reach their snapshot, while Domibus is stopped."),
    DUMP_TIMEOUT("database.dump-timeout", Kind.DURATION, "PT12H",
            "How long the dumps may take as a whole."),
    DATABASE_RESTORE_USER("database.restore-user", Kind.TEXT, "",
            "Account that restores: it may drop and create the schemas. Empty: the account that dumps."),
    DATABASE_RESTORE_PASSWORD_FILE("database.restore-password-file", Kind.PATH, "",
            "File with the password of that account, mode 0600."),
    DATABASE_TARGET_HOST("database.target-host", Kind.TEXT, "",
            "Database that clones go to (database=new): host, or host:port for another port than 3306. Empty: the "
                    + "one that Domibus uses."),
    DATABASE_TARGET_USER("database.target-user", Kind.TEXT, "",
            "Account there. Empty: the account that restores."),
    DATABASE_TARGET_PASSWORD_FILE("database.target-password-file", Kind.PATH, "",
            "File with the password of that account, mode 0600."),
    LOAD_TIMEOUT("database.load-timeout", Kind.DURATION, "PT12H",
            "How long loading and counting one schema may take."),
    PORTING_RULES("porting.rules", Kind.PATH, "",
            "File with porting rules in place of the product's; see porting.md."),
    SERVER_LOGS("server.logs", Kind.CHOICE, "true", "Whether the server's logs belong to the set.",
            "true", "false"),
    HEALTH_USER("health.user", Kind.TEXT, "",
            "Plugin user of Domibus whose account asks Domibus's own monitoring after a restore. Empty: it is not asked."),
    HEALTH_PASSWORD_FILE("health.password-file", Kind.PATH, "",
            "File with the password of that user, mode 0600."),
    PRUNE_KEEP_LAST("prune.keep-last", Kind.COUNT, "7",
            "How many of the newest sets a prune keeps, among sets that hold the same components. 0 switches the rule "
                    + "off."),
    PRUNE_KEEP_DAILY("prune.keep-daily", Kind.COUNT, "14",
            "For how many days (UTC) on which there are sets a prune keeps the newest one. 0 switches the rule off."),
    PRUNE_KEEP_WEEKLY("prune.keep-weekly", Kind.COUNT, "8",
            "For how many weeks (ISO 8601, UTC) in which there are sets a prune keeps the newest one. 0 switches the "
                    + "rule off."),
    PRUNE_KEEP_MONTHLY("prune.keep-monthly", Kind.COUNT, "12",
            "For how many months (UTC) in which there are sets a prune keeps the newest one. 0 switches the rule "
                    + "off."),
    BACKUP_AGE("health.backup-age", Kind.AGE, "P7D",
            "How old the last good backup may be before the health check warns. Set it a little longer than the time "
                    + "between two scheduled backups; off never warns of age.");

    /** What values a setting takes. */
    public enum Kind { PATH, TEXT, LIST, NUMBER, DURATION, CHOICE,
        /** A number that may be 0. */
        COUNT,
        /** A duration, or {@value #OFF}. */
        AGE }

    /** The value of an {@link Kind#AGE} that has no bound. */
    public static final String OFF = "off";

    /** Every key begins so. */
    public static final String PREFIX = "domibus.backup.";

    private final String key;
    private final Kind kind;
    private final String fallback;
    private final String advice;
    private final String[] choices;

    Setting(String name, Kind kind, String fallback, String advice, String... choices) {
        this.key = PREFIX + name;
        this.kind = kind;
        this.fallback = fallback;
        this.advice = advice;
        this.choices = choices;
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The default; empty where it is found out. */
    public String fallback() {
        return fallback;
    }

    public String advice() {
        return advice;
    }

    String[] choices() {
        return choices.clone();
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }
}
