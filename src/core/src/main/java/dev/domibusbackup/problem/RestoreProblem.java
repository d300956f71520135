package dev.domibusbackup.problem;

/** Problems of a restore as a whole: its confirmation, and whether set and installation fit each other. */
public enum RestoreProblem implements ProblemType {

    NOT_CONFIRMED("060", 422, "The restore of {set} is not confirmed: confirm.set is {given}.",
            "Run it with rehearsal=true first, read the report, and repeat the set's id in confirm.set."),
    RECEIVED_NOT_CONFIRMED("061", 422, "{received} messages were received since the set was taken, at {cut}, and "
            + "their senders will not send them again; confirm.receivedSince is {given}.",
            "Going back loses them. If this is meant, give the number, or a greater one, in confirm.receivedSince."),
    NOTHING_CHOSEN("062", 422, "Nothing of the set {set} takes part; it holds {known}.",
            "Choose components that the set holds, or fewer that are left out."),
    NOT_IN_SET("063", 422, "The set {set} holds no {what} {name}.", "These it holds: {known}."),
    OTHER_SERVER("064", 422, "The set {set} is of Domibus on {from}; this one runs on {here}.",
            "Restore into a server of the same kind. Messages alone can be ported: POST /backups/{set}/ports."),
    OTHER_VERSION("065", 422, "The set {set} is of Domibus {from}; {here} is deployed here, and stays.",
            "Bring the component application back too, or say with otherVersion=true that this is meant."),
    OTHER_DOMAINS("066", 422, "The set {set} has the domains {from}; here are {here}.",
            "Bring the component configuration back too, or name what is to come back in schemas or tenants."),
    MOVED("067", 422, "The {kind} of the set lay in {from}; here it is {here}.",
            "The database holds such paths. Bring the old path back in the configuration, or bring the component "
                    + "configuration back too, or leave this component out."),
    QUEUE_MISSING("068", 422, "There is no queue {queue} here; the set holds {messages} messages of it.",
            "Create the queue, or name the queues that are to come back in queues."),
    NOT_OWNED("069", 200, "Queue {queue} of the set does not belong to Domibus and is left as it is.",
            "Name it in queues if it is to come back too."),
    QUEUE_ONLY_HERE("070", 200, "Queue {queue} has {messages} messages and is not in the set; it is left as it is.",
            "They are of the version of Domibus that is here now; remove them by hand if they are of no use."),
    WINDOW_OPEN("071", 409, "The quiet window of job {job} is open since {since}.",
            "Wait for that job, restart it, or close the window: DELETE /quiet-window."),
    OTHER_ENGINE("072", 422, "Schema {schema} of the set is of {from}; the database here is {here}.",
            "Restore into a database of the same kind."),
    TARGET_SCHEMA_LIVE("073", 422, "Schema {target} belongs to this installation.",
            "A clone goes into a schema of its own. To replace the schema say \"database\": \"same\"."),
    TARGET_SCHEMA_EXISTS("074", 422, "Schema {target} exists and has {tables} tables.",
            "A clone goes into a schema that is new or empty; drop it, or choose another name."),
    OTHER_DATABASE("075", 200, "The set was taken from the database {from}; the one here is {here}.",
            "See that this is the database that is meant."),
    NOT_AT_TARGET("076", 422, "The set's {kind} has no place here: {reason}.",
            "Bring the component configuration back too, or leave this component out.");

    private final Entry entry;

    RestoreProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
