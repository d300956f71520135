package dev.domibusbackup.problem;

/** Problems of the import of messages. */
public enum ImportProblem implements ProblemType {

    NOTHING_CHOSEN("001", 422, "There is nothing to import: the rules skip or refuse every queue of the set {id}.",
            "Name the queues you want; a rehearsal tells the reason for each."),
    QUEUE_NOT_EMPTY("002", 409, "The target queue {queue} holds {messages} messages already.",
            "Choose what becomes of them: existing \"keep\" adds to them, \"replace\" exports them into a safety set "
                    + "and removes them first. Or let Domibus process them."),
    QUEUE_NOT_AT_REST("003", 504, "The paused queue {queue} did not come to rest within {bound}: {delivering} "
            + "messages are held by {clients}.",
            "Stop that application, or raise domibus.backup.quiet.rest-timeout; then restart the job."),
    IN_DOUBT("004", 503, "After {bound} transactions of a crash are still neither committed nor rolled back: {broker} "
            + "at the broker, and the positions of the import in the database are {positions}.",
            "The server's transaction recovery settles them. Look for ARJUNA messages in the server's log and at the "
                    + "operation list-prepared-transactions of the messaging server; is the data source of Domibus "
                    + "Backup reachable? What it cannot settle alone shows /subsystem=transactions/log-store=log-store:"
                    + "probe; an administrator ends it there (recover or delete of the participant, after its heuristic "
                    + "outcome), or at the messaging server with commit-prepared-transaction, "
                    + "rollback-prepared-transaction, list-heuristic-committed-transactions and "
                    + "list-heuristic-rolled-back-transactions. Then restart the job, or raise domibus.backup.messages.in-doubt-timeout."),
    WAITED_IN_DOUBT("005", 200, "The import waited {waited} until the transactions that a crash left were settled.",
            "Nothing has to be done: what they had sent was counted, what they had not was sent anew."),
    IN_DOUBT_NOW("006", 200, "{broker} transactions of a crash are neither committed nor rolled back at the broker.",
            "The counts of the queues may change when they are. An import waits for them; this rehearsal did not."),
    POSITION_MOVED("007", 500, "The import of the queue {queue} is at message {actual}, not at {expected}.",
            "Another process works on the same job? See that one deployment of Domibus Backup uses this database, then "
                    + "restart the job."),
    FILE_SHORT("008", 422, "The file of the queue {queue} ends after {found} messages, at {position} of {expected}.",
            "The file was changed while the job ran. Restore the set from another copy, then restart the job."),
    COUNT_DIFFERS("009", 500, "The queue {queue} holds {after} messages ({ready} ready, {scheduled} scheduled). It held "
            + "{before}, and this execution sent {sent}.",
            "Did another application read or write the queue, or did messages expire? Compare the queue with the "
                    + "report of the job before Domibus works on it."),
    ARRIVED_MEANWHILE("010", 200, "The queue {queue} holds {arrived} messages more than it held before and this "
            + "execution sent: {after} instead of {before} + {sent}.",
            "Domibus or another application sends to this queue. To import without that, stop Domibus first."),
    WINDOW_OPEN("011", 409, "A quiet window of job {job} is open since {since} and not at its end.",
            "Restart or abandon that job first. A window that was asked to stay (after \"stay-stopped\") is no "
                    + "hindrance."),
    HELD_BY_ANOTHER("012", 409, "The job {job} holds queues paused since {since}: {queues}.",
            "Restart that job, or abandon it: POST /jobs/{job}/abandon."),
    EXPIRED("013", 200, "{expired} messages of the queue {queue} have expired; they are not imported.",
            "They stay in the set. Their time was set by who sent them."),
    NOT_RESUMED("014", 502, "The queue {queue} could not be resumed: {reason}.",
            "Resume it in the server's console, or POST /jobs/{job}/abandon to try again."),
    PAUSES_UNREADABLE("015", 500, "The record of paused queues {file} cannot be read: {reason}.",
            "Resume the target queues of the import in the server's console, then remove the file."),
    ARRIVED_BEFORE_REMOVAL("016", 200, "{arrived} messages came to the queue {queue} after the safety export took "
            + "it; they stay.", "They stand before the imported ones. A rehearsal shows them as existing."),
    NOT_AT_END("017", 500, "The import of the queue {queue} ended at message {position} of {expected}.",
            "Restart the job: it goes on there."),
    REMOVED_TOO_MUCH("018", 500, "From the queue {queue} {removed} messages were removed, but the safety set {set} holds "
            + "{exported} of it.",
            "Compare the safety set with the server's log before anything else works on the queue: messages may be "
                    + "lost. Tell it to who maintains Domibus Backup."),
    NOT_EXACTLY_ONCE("019", 500, "An import could not be exactly once here: {reason}.",
            "Prepare the server with prepare.sh: it makes DomibusBackupDS an XA data source that is recovered. One that "
                    + "is there already is kept; remove it first, then restart the server."),
    OTHER_TARGET("020", 409, "The messages of {queue} were begun to be imported into {begun}; now they would go into "
            + "{target}.",
            "Give the target's queues the names back that they had when the job began, and restart it; or abandon the "
                    + "job and see what {begun} holds before you begin another."),
    QUEUE_GONE("021", 200, "The queue {queue}, which was paused for the job {job}, no longer exists.",
            "It cannot be resumed and is no longer held. If it is made anew, see in the server's console that it is "
                    + "not paused."),
    COUNT_DIFFERED("022", 500, "An earlier execution of this import compared the counts and found: {differences}.",
            "Compare the queues with the report of the job: every message of the set whose position is behind it was "
                    + "sent, and a restart cannot tell what became of them. Then abandon the job, or, where it is a "
                    + "restore, go back: restore its safety set.");

    private final Entry entry;

    ImportProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-IMP-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
