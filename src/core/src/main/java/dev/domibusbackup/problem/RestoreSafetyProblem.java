package dev.domibusbackup.problem;

/** Problems of what a restore takes away: whether it is ours, whether it can be had back, and what it costs. */
public enum RestoreSafetyProblem implements ProblemType {

    SCHEMA_OF_OTHERS("130", 422, "Schema {schema} exists on {address} with {tables} tables, and by its configuration "
            + "this Domibus does not use it: it may be another installation's.",
            "If it is to be replaced all the same, name it in confirm.schemas: it goes into the safety set first. "
                    + "Otherwise name what is to come back in schemas."),
    OWN_SCHEMA("131", 422, "Schema {schema} on {address} holds the tables of Domibus Backup itself.",
            "They say how far this restore is, and must outlive it: move them to a schema of their own "
                    + "(data source {dataSource})."),
    PRICE_NOT_ACCEPTED("132", 422, "How many messages were received since the set was taken, at {cut}, could not be "
            + "counted; their senders will not send them again; confirm.receivedSince is missing.",
            "A warning says why. Going back loses them, however many they are. If this is meant, give "
                    + "confirm.receivedSince, 0 if you know of none."),
    NOT_HERE("133", 200, "The {what} {name} is not here by now; the safety set cannot hold it.",
            "Nothing has to be done. If the restore is taken back, what it brought there stays."),
    OWNED_QUEUE_GONE("134", 200, "The setting {key} names the queue {queue}, which the server does not have.",
            "Correct the setting; GET /installation lists the queues."),
    NO_LONGER_OWNED("136", 422, "The set holds {messages} messages of the queue {queue}, which was Domibus's then and, "
            + "by the configuration that is here, is not any more.",
            "Bring the component configuration back too, or name the queues that are to come back in queues."),
    DATABASE_BY_SET("135", 200, "Which data source Domibus uses cannot be found out here; {dataSource} is taken, as "
            + "the set says.", "See the problems of GET /installation.");

    private final Entry entry;

    RestoreSafetyProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
