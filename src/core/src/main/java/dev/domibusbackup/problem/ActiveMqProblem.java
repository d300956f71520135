package dev.domibusbackup.problem;

/** Problems of ActiveMQ's stores and of the program that reads them. */
public enum ActiveMqProblem implements ProblemType {

    FILE_NOT_READABLE("001", 500, "The broker's configuration file {path} cannot be read: {reason}.",
            "Property {property} names it. Domibus itself cannot start without it: mend the file or the property."),
    PLACE_NOT_NAMED("002", 422, "The broker's configuration file {path} does not say where {what} is: {reason}.",
            "Name it there with an absolute path; a broker's own default depends on the folder it is started in."),
    STORE_UNSUPPORTED("003", 422, "The broker of configuration file {path} keeps its messages in {what}.",
            "Only one KahaDB in one folder is backed up. Leave the messages out of the backup, or change the store."),
    BROKER_ALIVE("004", 409, "The store {path} is in use: somebody has its lock.",
            "Has the broker really ended? A stopping Domibus may take a while; another server may use the same folder."),
    STORE_MISSING("005", 422, "The folder {path} is no store of ActiveMQ: {reason}.",
            "Has Domibus ever been started with the folder that its configuration names now?"),
    STORE_MOVED("006", 500, "The store {path} changed while it was copied.",
            "Somebody writes to it without taking its lock. Find out who, then restart the job."),
    NOT_A_COPY("007", 500, "The folder {path} was not made as a copy to be read: {reason}.",
            "Reading writes into the folder, so a broker's own store is never read. Let the product make the copy."),
    STORE_DAMAGED("008", 422, "The store {path} is damaged: {reason}.",
            "The store is in the set as it is, but its messages cannot be counted. Does the broker start with it? It"
                    + " may leave messages out without an error: compare its queues with what they should hold."),
    MESSAGE_UNREADABLE("009", 422, "The message {id} cannot be read from the store: {reason}.",
            "Let Domibus process the message, or remove it from its queue; then restart the job."),
    NOT_RECONCILED("010", 422, "The store does not agree with itself about queue {queue}: {reason}.",
            "Start Domibus with a copy of the store without db.data, so that it makes its index anew, and compare."),
    READER_FAILED("011", 500, "The program that reads the broker's stores failed: {reason}.",
            "The server's log has what it said. Is the file system of {folder} full, or mounted with noexec?"),
    READER_MEMORY("012", 500, "The program that reads the broker's stores had not enough memory ({heap}).",
            "A message is read as a whole: give the program several times the size of the largest message, by setting"
                    + " domibus.backup.activemq.reader-heap-mib."),
    READER_CUT("013", 500, "What the program that reads the broker's stores wrote ends too early: {reason}.",
            "Was the program killed, by the system for want of memory perhaps? Restart the job."),
    INDEX_REBUILT("014", 200, "The index of store {path} was missing or spoilt, and was made anew for reading.",
            "The messages could not be counted against the broker's own index. After a clean stop it is there."),
    TRANSACTIONS_PREPARED("015", 200, "The store {path} holds {count} prepared transactions.",
            "Their messages are in the archive of the store, and not among the portable ones. Let the transaction"
                    + " manager that prepared them finish, and take another backup."),
    JOBS_OF_TOPICS("016", 200, "The scheduler store {path} holds {count} messages for destinations that are no queues.",
            "They are in the archive of the store, and not among the portable ones. Domibus makes none."),
    BROKER_UNKNOWN("017", 422, "Neither {file} nor {transport} is set: it is not known which broker Domibus uses.",
            "Domibus itself needs one of them: is its configuration folder the right one?"),
    NOT_SENT("018", 500, "Message {id} cannot be sent to queue {queue}: {reason}.",
            "See the broker's log. Has it room (storeUsage), and may the user write to the queue?"),
    STORE_TOO_LARGE("019", 422, "The store {kind} of the set has {bytes} bytes; the broker here may use {limit} for it, "
            + "by {element} in its configuration file.", "A full store blocks whoever sends. Raise the limit, or bring "
            + "the component configuration back too."),
    SCHEDULER_NOT_SAVED("020", 422, "The broker here keeps messages for later in {path}; the set holds no such store.",
            "They would come to the queues beside what is restored. Stop Domibus and move the folder away, or choose a "
                    + "set that holds it."),
    SCHEDULER_NOT_HERE("021", 422, "The set holds a scheduler store; the broker here has none.",
            "What waits in it would never come. Set schedulerSupport in the broker's configuration file, or bring the "
                    + "component configuration back too."),
    STORES_ELSEWHERE("022", 500, "The stores were restored to {restored}; by its configuration the broker will use "
            + "{used}.", "A property that is not of the set names another place. Mend it, then restart the job."),
    RESTORED_DIFFERS("023", 500, "The restored stores hold {found} messages of queue {queue}; the set says {expected}.",
            "Do not start Domibus with them: take the restore back, then restore from another set."),
    WHOLE_ALONE("024", 422, "The stores of a broker come back as a whole; chosen are the queues {queues}.",
            "Choose all queues, or port those that are wanted: POST /backups/{set}/ports."),
    NO_ROOM_TO_COUNT("025", 507, "The file system of {path} has {usable} bytes left; counting what was restored needs "
            + "{needed}.", "Make space: the stores are copied there to be read, and the copy removed."),
    STORE_OF_NEWER("026", 422, "The stores of set {set} are of the broker of Domibus {from}; the one here is of {here}.",
            "An older broker need not understand them. Bring the component application back too."),
    NO_BROKER_INSIDE("027", 422, "The set {set} holds the stores of a broker inside Domibus; the one here is another "
            + "program.", "Bring the component configuration back too, or port the messages: POST /backups/{set}/ports."),
    BROKER_NOT_ENDED("030", 500, "The broker {broker} of Domibus has not ended {bound} after Domibus was stopped: {left}"
            + " still there.",
            "Look into Domibus's log. Does another process listen on the port? A restart of the server ends the broker."),
    BROKER_EXTERNAL("031", 501, "Domibus uses a broker that is not its own: {transport}.",
            "Its messages are not taken; back the broker up by its own means.");

    private final Entry entry;

    ActiveMqProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-AMQ-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
