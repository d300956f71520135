package dev.domibusbackup.harness.kill;

/**
 * A place in the life of a transaction in which messages are sent and rows are written. The transaction has two
 * branches, the broker's and the database's, and is committed in two phases by Narayana, WildFly's transaction manager
 * (names of its methods read in 7.3.3.Final). Places are counted in transactions whose thread has sent through our
 * {@code MessageSink}; all others, such as those of the batch runtime, pass unseen.
 */
public enum KillPoint {

    /** A message was handed to the broker, which must forget it. */
    AFTER_A_SEND("""
            INTERFACE dev.domibusbackup.server.MessageSink
            METHOD send
            AT EXIT
            """, "TRUE"),
    /** Nothing is prepared: everything must be forgotten. */
    BEFORE_THE_FIRST_PREPARE(Places.XA_RECORD + """
            METHOD topLevelPrepare
            AT ENTRY
            """, "incrementCounter(\"prepare\") == 1"),
    /** One branch is prepared, an orphan that recovery must roll back. */
    BETWEEN_THE_PREPARES(Places.XA_RECORD + """
            METHOD topLevelPrepare
            AT ENTRY
            """, "incrementCounter(\"prepare\") == 2"),
    /** Both branches are prepared, and no log says that they are to be committed: two orphans. */
    BEFORE_THE_LOG(Places.ACTION + """
            METHOD prepare
            AT INVOKE write_committed
            """, "TRUE"),
    /** The decision is on disk, and no branch knows it yet. */
    AFTER_THE_LOG(Places.ACTION + """
            METHOD phase2Commit
            AT ENTRY
            """, "TRUE"),
    /** One branch is committed and the other is only prepared. */
    BETWEEN_THE_COMMITS(Places.XA_RECORD + """
            METHOD topLevelCommit
            AT ENTRY
            """, "incrementCounter(\"commit\") == 2"),
    /** Both branches are committed, and the log still says that they are to be. */
    BEFORE_THE_LOG_IS_REMOVED(Places.ACTION + """
            METHOD phase2Commit
            AT INVOKE updateState
            """, "TRUE"),
    /** The transaction is over, the next has not begun. */
    BETWEEN_TWO_TRANSACTIONS(Places.ACTION + """
            METHOD End
            AT EXIT
            """, "TRUE");

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

    /** What tells this pass from others through the same place. */
    String condition() {
        return condition;
    }

    /** What a pass is counted in. */
    String counter() {
        return this == AFTER_A_SEND ? "send" : "transaction";
    }

    /** An enum's constants cannot use its own static fields. */
    private static final class Places {
        static final String ACTION = "CLASS com.arjuna.ats.arjuna.coordinator.BasicAction\n";
        static final String XA_RECORD = "CLASS com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord\n";
    }
}
