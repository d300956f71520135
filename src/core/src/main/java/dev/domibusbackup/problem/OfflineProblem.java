package dev.domibusbackup.problem;

/** Problems of the offline tool: its own files, and the files of other tools that it converts. */
public enum OfflineProblem implements ProblemType {

    EXISTS("001", 409, "{path} exists already.",
            "Name another one, or move it away: the tool replaces nothing."),
    NO_MESSAGES("002", 404, "The set {id} holds no messages: {reason}.",
            "Choose another set; `sets list` shows what each of them holds."),
    QUEUE_UNKNOWN("003", 404, "{place} holds no queue {queue}.", "Name one of: {queues}."),
    MESSAGE_UNKNOWN("004", 404, "{file} holds no message {message}.",
            "Name a number or an id as `messages list` prints them for this file."),
    NOT_MESSAGES("005", 422, "{path} is neither the folder of a set nor a message file.",
            "Name the folder of a set, a repository and a set, or a file whose name ends in .jsonl.gz."),
    NO_BODY("006", 422, "Message {message} of {file} has a body of the kind {kind}, which is no run of bytes.",
            "Read it with `messages show` without --body, or name one of its entries that is with --entry."),
    ENTRY_UNKNOWN("007", 422, "Message {message} of {file} has no entry {entry}: {reason}.",
            "Read what it has with `messages show` without --body and --entry."),
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
            "Export again from the stopped server. If it stays so, let Domibus process this message first, or leave its"
                    + " queue out, with --queue for each of the others."),
    TOO_MANY_QUEUES("026", 422, "{file} has messages for more than {limit} queues.",
            "Export fewer queues at once."),
    QUEUE_NOT_WRITABLE("027", 422, "Queue {queue} has a name that XML cannot hold.",
            "Leave it out, with --queue for each of the others."),
    BODY_TOO_LARGE("028", 422, "Message {id} of {file} cannot go into an XML for Artemis: {reason}.",
            "Leave its queue out, with --queue for each of the others, and bring it back with Domibus Backup."),
    LOST("029", 422, "{messages} messages lost something on the way, as the table says.",
            "Without --strict this is no problem. Nothing is lost where Domibus Backup itself brings the set back."),
    CONVERTED("030", 200, "This set was made of {file}, an export of the Artemis command line.",
            "It holds messages alone, and neither non-persistent ones nor counts of deliveries: use it for porting."),

    SERVER_RUNS("040", 409, "The application server in {base} runs: {process}.",
            "Stop it, wait until the process has ended, and repeat the command. Nothing was changed."),
    PORT_IN_USE("041", 409, "Something listens on port {port}, which {file} gives to \"{binding}\": {owner}.",
            "Stop the server and wait until it has ended. If another program has that port by right, run this as root,"
                    + " which sees whose port it is; if the server uses other ports, name --port-offset. Nothing was"
                    + " changed."),
    LOCKED("042", 409, "{file} is locked by {owner}: {what}.",
            "Stop the server, or wait until the other restore has ended, and repeat the command. Nothing was changed."),
    NOT_A_SERVER("043", 400, "{path} is no WildFly: it has no {missing}.",
            "Name the folder that WildFly was unpacked into with --server, and the one that holds configuration and"
                    + " data with --base if it is not \"standalone\" in it."),
    CANNOT_TELL("044", 403, "Whether the server runs cannot be told: {what} cannot be read ({reason}).",
            "Repeat the command as the user that runs the server, or as root. Nothing was changed."),
    NOT_IN_SET("045", 404, "The set {id} holds no {what}.",
            "Choose another set; `sets show` says what each of them holds."),
    WINDOW_CHANGED("046", 409, "The restore of job {job} has begun to change this installation and has not ended"
            + " ({details}). Domibus must not start on it.",
            "Start the server, which keeps Domibus stopped, and restart that job, or restore its safety backup. Only "
                    + "if neither can be done: bring all of it back by hand with --instead-of-job {job}."),
    NOT_DEPLOYED("047", 404, "No standalone*.xml in {folder} names the deployment {name}.",
            "Restore the server's settings (`restore server`), or deploy Domibus when the server runs again."),
    CONFIGURATION_UNREADABLE("048", 500, "{file} cannot be read: {reason}.",
            "Is the name right, is the file whole, and may you read it?"),
    OTHER_UNFINISHED("049", 409, "A restore of this server from the set {id} has not ended; {file} says so.",
            "Repeat that one until it ends well. Only if it shall never be ended, delete that file."),
    OTHER_SERVER("050", 409, "The set was taken from {expected}; {path} is {actual}.",
            "Restore into a server of that version: settings of one version do not start another."),
    NO_PASSWORD("051", 400, "There is no password for the account {user}: {reason}.",
            "Name a file that holds it with --password-file, or run this on a terminal, which asks for it."),
    NO_ADDRESS("052", 400, "The set {id} does not say {what}.", "Name it: {option}."),
    NOT_TAKEN("053", 400, "The set {id} holds no {what}; it holds {known}.", "Name one of those."),
    NOTHING_WAITS("054", 409, "No restore of files from the set {id} waits to be finished or undone.",
            "Nothing is left to be done, or it was another set.");

    private final Entry entry;

    OfflineProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-OFFLINE-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
