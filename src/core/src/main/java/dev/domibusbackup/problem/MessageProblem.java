package dev.domibusbackup.problem;

/** Problems of messages and message files. */
public enum MessageProblem implements ProblemType {

    NOT_GZIP("001", 422, "{file} is not a gzip file.",
            "Take the file from another copy of the backup set; `sha256sum -c SHA256SUMS` shows which are sound."),
    TRUNCATED("002", 422, "{file} is truncated: its gzip stream ends inside line {line}.",
            "Take the file from another copy of the backup set. Was the disk full when it was copied?"),
    GZIP_DAMAGED("003", 422, "{file} is damaged: its gzip stream cannot be unpacked beyond line {line}.",
            "Take the file from another copy of the backup set."),
    NO_FIRST_LINE("004", 422, "{file} does not begin with the first line of a message file.",
            "Is it a message file of Domibus Backup? Exports of other tools must be converted first."),
    VERSION_UNKNOWN("005", 422, "{file} has format version {version}; this version of Domibus Backup reads {known}.",
            "Use the version of Domibus Backup that wrote the file, or a newer one."),
    LINE_NOT_JSON("006", 422, "{file}, line {line}: not valid JSON at column {column}.",
            "Take the file from another copy of the backup set. If it was edited by hand, mend that line."),
    LINE_TOO_LONG("007", 422, "{file}, line {line}: longer than {limit} bytes.",
            "No writer of the format makes such a line: take the file from another copy of the backup set."),
    TOO_DEEP("008", 422, "{file}, line {line}: nested deeper than {limit} levels.",
            "No writer of the format makes such a line: take the file from another copy of the backup set."),
    LINE_NOT_VALID("009", 422, "{file}, line {line}: {what}.",
            "Compare the line with the specification of the format. If the file was not edited, take it from another"
                    + " copy of the backup set."),
    UNKNOWN_FIELD("010", 422, "{file}, line {line}: field {what} is not part of format version {version}.",
            "Compare the line with the specification of the format; a writer that adds fields must raise the minor"
                    + " version."),
    WRONG_COUNT("011", 422, "{file}: its last line says {expected} messages, but it holds {found}.",
            "Take the file from another copy of the backup set. If it was edited by hand, mend the count."),
    NO_LAST_LINE("012", 422, "{file} has no last line with the count: it ends after {found} messages.",
            "The export that wrote it did not finish, or the file was cut: take another copy or another backup set."),
    DATA_AFTER_LAST_LINE("013", 422, "{file}, line {line}: there is data after the last line.",
            "Were two files joined? Take the file from another copy of the backup set."),
    BODY_FILE_MISSING("014", 422, "{file}, line {line}: the body file {body} is missing.",
            "Copy the folder `bodies` together with the message files, or take it from another copy of the set."),
    BODY_FILE_WRONG_SIZE("015", 422, "{file}, line {line}: the body file {body} has {found} bytes, not {expected}.",
            "Take the body file from another copy of the backup set."),
    BODY_FILE_WRONG_HASH("016", 422, "{file}, line {line}: the SHA-256 of body file {body} is not as its line says.",
            "Take the body file from another copy of the backup set."),
    BODY_FILE_NAME("017", 422, "{file}, line {line}: the name of a body file leads out of the folder `bodies`.",
            "Do not import this file: no export makes such a name. Take another copy of the backup set."),
    TOO_MANY_VALUES("018", 422, "{file}, line {line}: more than {limit} properties and entries in one message.",
            "No writer of the format makes such a line: take the file from another copy of the backup set."),
    TEXT_TOO_LONG("019", 422, "{file}, line {line}: the text in {body} has more than {limit} bytes.",
            "Texts are held in memory whole: raise the limit and the heap of the server to import it."),

    MESSAGE_NOT_READABLE("030", 500, "Message {id} of queue {queue} cannot be read: {reason}.",
            "See the server's log for the cause at the broker. Once the message can be read, restart the job."),
    MESSAGE_CHANGED("031", 500, "Message {id} of queue {queue} gave {found} bytes of a content of {expected}.",
            "Did the connection to the broker break? Restart the job; the queue is exported anew."),
    MESSAGE_TOO_LARGE("032", 500, "Message {id} of queue {queue} needs a line of more than {limit} bytes or has more"
            + " than {values} properties and entries.",
            "Such a message cannot be exported. Move it to another queue, or let Domibus process it first."),
    NOT_WRITABLE("033", 500, "The messages of queue {queue} cannot be written: {reason}.",
            "Is there space left on the disk of the repository? Make room, then restart the job."),
    KIND_UNKNOWN("034", 500, "Message {id} of queue {queue} holds {kind}, which is no kind of JMS.",
            "Move the message to another queue, and report it: a message of this kind cannot be exported yet."),
    NOT_RECONCILED("035", 500, "Queue {queue}: {taken} messages were taken, but {expected} should have been:"
            + " {ready} ready and {scheduled} scheduled at the cut, {expired} expired before they were taken,"
            + " {late} committed late. {arrived} arrived after the cut and are not part of the set.",
            "Did another application read or write queue {queue} during the export? Stop it, then restart the job."),
    QUEUE_NAME("036", 422, "{name} is not the file name of a queue.",
            "Only message files made by Domibus Backup are read; was the file renamed?"),
    QUEUE_UNNAMEABLE("037", 422, "A queue has a name that is empty or not valid Unicode.",
            "No file can be named after such a queue: leave it out of the backup, or rename it at the broker.");

    private final Entry entry;

    MessageProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-MSG-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
