package dev.domibusbackup.harness.kill;

/**
 * A place where a server can be killed. Most are in the life of a transaction in which messages are sent and rows are
 * written: it has two branches, the broker's and the database's, and is committed in two phases by Narayana, WildFly's
 * transaction manager (names of its methods read in 7.3.3.Final). These are counted in transactions whose thread has
 * sent through our {@code MessageSink}; all others, such as those of the batch runtime, pass unseen. The last are of a
 * restore, in the order of its steps.
 */
public enum KillPoint {

    /** A message was read from a queue for a set. Counted in messages. */
    MESSAGE_READ("""
            INTERFACE dev.domibusbackup.server.MessageSource
            METHOD next()
            AT EXIT
            """, "$!.isPresent() AND incrementCounter(\"read\") == %d"),
    /** The messages of a queue are about to be removed. Counted in queues. */
    BEFORE_A_REMOVAL("""
            INTERFACE dev.domibusbackup.server.ApplicationServer
            METHOD remove(dev.domibusbackup.server.QueueCut,java.util.function.LongPredicate)
            AT ENTRY
            """, "incrementCounter(\"removal\") == %d"),
    /** The messages of a queue are removed, and nobody has written that down. Counted in queues. */
    AFTER_A_REMOVAL("""
            INTERFACE dev.domibusbackup.server.ApplicationServer
            METHOD remove(dev.domibusbackup.server.QueueCut,java.util.function.LongPredicate)
            AT EXIT
            """, "incrementCounter(\"removal\") == %d"),
    /** A message was handed to the broker, which must forget it. Counted in messages. */
    AFTER_A_SEND("""
            INTERFACE dev.domibusbackup.server.MessageSink
            METHOD send(dev.domibusbackup.message.PortableMessage)
            AT EXIT
            """, "readCounter(\"send\") == %d"),
    /** Nothing is prepared: everything must be forgotten. */
    BEFORE_THE_FIRST_PREPARE(Narayana.XA_RECORD + """
            METHOD topLevelPrepare
            AT ENTRY
            """, Narayana.TRANSACTION + " AND incrementCounter(\"prepare\") == 1"),
    /** One branch is prepared, an orphan that recovery must roll back. */
    BETWEEN_THE_PREPARES(Narayana.XA_RECORD + """
            METHOD topLevelPrepare
            AT ENTRY
            """, Narayana.TRANSACTION + " AND incrementCounter(\"prepare\") == 2"),
    /** Both branches are prepared, and no log says that they are to be committed: two orphans. */
    BEFORE_THE_LOG(Narayana.ACTION + """
            METHOD prepare
            AT INVOKE write_committed
            """, Narayana.TRANSACTION),
    /** The decision is on disk, and no branch knows it yet. */
    AFTER_THE_LOG(Narayana.ACTION + """
            METHOD phase2Commit
            AT ENTRY
            """, Narayana.TRANSACTION),
    /** One branch is committed and the other is only prepared. */
    BETWEEN_THE_COMMITS(Narayana.XA_RECORD + """
            METHOD topLevelCommit
            AT ENTRY
            """, Narayana.TRANSACTION + " AND incrementCounter(\"commit\") == 2"),
    /** Both branches are committed, and the log still says that they are to be. */
    BEFORE_THE_LOG_IS_REMOVED(Narayana.ACTION + """
            METHOD phase2Commit
            AT INVOKE updateState
            """, Narayana.TRANSACTION),
    /** The transaction is over, the next has not begun. */
    BETWEEN_TWO_TRANSACTIONS(Narayana.ACTION + """
            METHOD End
            AT EXIT
            """, Narayana.TRANSACTION),

    /** A set has all its parts and is not sealed. Counted in sets. */
    BEFORE_A_SEAL(in("set.PartialSet", "seal", "ENTRY"), pass("place")),
    /** The safety set is sealed, and nothing says yet that the installation is being changed. */
    BEFORE_THE_MARK(in("quiet.QuietWindow", "markChanged", "ENTRY"), pass("place")),
    /** A piece of a dump has gone to the client program. Counted in pieces; the first is ours. */
    WHILE_A_DUMP_IS_LOADED(in("database.mysql.DumpLoad", "send", "EXIT"), pass("place")),
    /** A schema is loaded and counted, and nobody has written that down. */
    A_SCHEMA_IS_LOADED(in("job.restore.RestoreState", "withSchema", "ENTRY"), pass("place")),
    /** A folder is unpacked beside the one it replaces. Counted in folders. */
    A_FOLDER_IS_UNPACKED(in("files.restore.JournalTarget", "staged", "ENTRY"), pass("place")),
    /** Something that is replaced is renamed away, and what replaces it has not come. Counted in renames. */
    A_FOLDER_IS_AWAY(in("files.restore.Disk", "move", "EXIT"), pass("place")),
    /** The configuration folder is half the old one and half the new one, without the main file of Domibus. */
    THE_CONFIGURATION_IS_HALF(in("files.restore.Disk", "move", "ENTRY"),
            "$1.toString().endsWith(\".new/domibus.properties\") AND incrementCounter(\"place\") == %d"),
    /** All folders are swapped, and nobody has written that down. */
    FOLDERS_ARE_SWAPPED(in("job.restore.RestoreState", "withFiles", "ENTRY"), pass("place")),
    /** The step of the WAR is done. */
    THE_WAR_IS_BACK(in("job.restore.RestoreApplication", "run", "EXIT"), pass("place")),
    /** A queue that had messages is emptied of what a safety set holds. Counted in such queues. */
    A_QUEUE_IS_EMPTY(in("job.messages.SealedRemoval", "remove", "EXIT"),
            "$! > 0 AND incrementCounter(\"place\") == %d"),
    /** All is counted, and nobody has written that down. */
    ALL_IS_COUNTED(in("job.restore.RestoreState", "asCounted", "ENTRY"), pass("place")),
    /** The quiet window is about to be marked as one that may be closed. */
    BEFORE_THE_END_OF_THE_MARK(in("quiet.QuietWindow", "endChange", "ENTRY"), pass("place")),
    /** The quiet window may be closed, and Domibus has not been started. */
    AFTER_THE_END_OF_THE_MARK(in("quiet.QuietWindow", "endChange", "EXIT"), pass("place")),
    /** Domibus answers; what was there before the restore still lies beside the folders. */
    BEFORE_THE_OLD_FOLDERS_GO(in("files.restore.FolderRestore", "commit", "ENTRY"), pass("place"));

    private final String place;
    private final String condition;

    KillPoint(String place, String condition) {
        this.place = place;
        this.condition = condition;
    }

    /** The first lines of a Byteman rule: class, method, location. */
    String place() {
        return place;
    }

    /** What tells this pass from all others through the same place. */
    String condition(int pass) {
        return condition.formatted(pass);
    }

    /** A place in a method of ours, whatever its parameters are. */
    private static String in(String type, String method, String where) {
        return "CLASS dev.domibusbackup." + type + "\nMETHOD " + method + "\nAT " + where + "\n";
    }

    private static String pass(String counter) {
        return "incrementCounter(\"" + counter + "\") == %d";
    }

    /** An enum's constants cannot use its own static fields. */
    private static final class Narayana {
        static final String ACTION = "CLASS com.arjuna.ats.arjuna.coordinator.BasicAction\n";
        static final String XA_RECORD = "CLASS com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord\n";
        static final String TRANSACTION =
                "flagged(Thread.currentThread()) AND readCounter(\"transaction\") == %d";
    }
}
