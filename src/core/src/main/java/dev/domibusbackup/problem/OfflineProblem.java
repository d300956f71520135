package dev.domibusbackup.problem;

/** Problems of the offline tool: its own files, and the files of other tools that it converts. */
public enum OfflineProblem implements ProblemType {

    EXISTS("001", 409, "{path} exists already.",
            "Name another one, or move it away: the tool replaces nothing."),
    NO_MESSAGES("002", 404, "The set {id} holds no messages: the component was left out of the backup.",
            "Choose another set; `sets list` shows what each of them holds."),
    QUEUE_UNKNOWN("003", 404, "{place} holds no queue {queue}.", "Name one of: {queues}."),
    MESSAGE_UNKNOWN("004", 404, "{file} holds no message {message}.",
            "Name a number or an id as `messages list` prints them for this file."),
    NOT_MESSAGES("005", 422, "{path} is neither the folder of a set nor a message file.",
            "Name the folder of a set, a repository and a set, or a file whose name ends in .jsonl.gz."),
    NO_BODY("006", 422, "Message {message} of {file} has a body of the kind {kind}, which is no run of bytes.",
            "Read it with `messages show` without --body, or name one of its entries that is with --entry."),
    NOT_READABLE("008", 500, "{path} cannot be read: {reason}.",
            "Is the name right, is the file whole, and may you read it?"),

    XML_NOT_EXPORT("020", 422, "{file} is not an export of the Artemis command line: {reason}.",
            "Name the file that `artemis data exp` wrote. If it is that, read what the command printed: it ends"
                    + " normally even if it failed."),
    XML_TRUNCATED("021", 422, "{file} ends in the middle, after {found} whole messages.",
            "The command `artemis data exp` ends normally even if it failed: read what it printed, make room on the"
                    + " disk, and export again from the stopped server."),
    XML_NOT_VALID("022", 422, "{file}, line {line}: {what}.",
            "Export again from the stopped server; if the file was edited, compare that line with the others."),
    XML_DOCTYPE("023", 422, "{file} has a document type or refers to an entity, which no export does.",
            "Do not convert this file: somebody else made it."),
    XML_TOO_LONG("024", 422, "{file}, line {line}: a message with more than {limit} characters beside its body.",
            "Such a message cannot be converted. Let Domibus process it, then export again."),
    BODY_BROKEN("025", 422, "{file}, line {line}: the body of message {id} cannot be read: {reason}.",
            "Export again from the stopped server. If it stays so, let Domibus process this message first."),
    TOO_MANY_QUEUES("026", 422, "{file} has messages for more than {limit} queues.",
            "Export fewer queues at once."),
    QUEUE_NOT_WRITABLE("027", 422, "Queue {queue} has a name that XML cannot hold.",
            "Leave it out, with --queue for each of the others."),
    BODY_TOO_LARGE("028", 422, "Message {id} of {file} cannot go into an XML for Artemis: {reason}.",
            "Leave its queue out, with --queue for each of the others, and bring it back with Domibus Backup."),
    LOST("029", 422, "{messages} messages lost something on the way, as the table says.",
            "Without --strict this is no problem. Nothing is lost where Domibus Backup itself brings the set back."),
    CONVERTED("030", 200, "This set was made of {file}, an export of the Artemis command line.",
            "It holds messages alone, and neither non-persistent ones nor counts of deliveries: use it for porting.");

    private final Entry entry;

    OfflineProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-OFFLINE-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
