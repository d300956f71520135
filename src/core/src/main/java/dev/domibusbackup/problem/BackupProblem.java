package dev.domibusbackup.problem;

/** Problems of the backup job that belong to no other area. */
public enum BackupProblem implements ProblemType {

    DATABASE_UNKNOWN("001", 422, "It is not known which database Domibus uses.",
            "See the problems of GET /installation; the data source must be found before databases can be taken."),
    ENGINE_UNSUPPORTED("002", 422, "The database is of the kind {engine}, which cannot be dumped yet.",
            "Leave the component databases out and dump it by the vendor's tools while Domibus is stopped."),
    PASSWORD_UNKNOWN("003", 422, "The password of the database account {user} is not known.",
            "Put it into a file of mode 0600 and name the file in domibus.backup.database.password-file, with the "
                    + "account in domibus.backup.database.user."),
    FOREIGN_CLIENT("004", 200, "{client} ({where}) is a {role} of Domibus's queue {queue}.",
            "It is kept from the queue while the quiet window is open; what it sends then is not in the set."),
    QUEUE_UNKNOWN("005", 422, "The setting {key} names the queue {queue}, which the server does not have.",
            "Correct the setting; GET /installation lists the queues."),
    WAR_UNKNOWN("006", 422, "The WAR of {deployment} is not at {path}.",
            "Leave the component application out, or deploy Domibus from a file that stays where it is."),
    FOLDER_UNKNOWN("007", 422, "The configuration folder of Domibus is not known.",
            "See the problems of GET /installation, or leave the components configuration and plugins out."),
    DUMP_LOST("008", 500, "The dumps of the databases were begun by another process, which has ended.",
            "Restart the job: everything of the quiet window is taken anew."),
    OTHER_QUEUE_MOVED("009", 200, "The queue {queue} is not Domibus's and was in use: {taken} messages were taken, "
            + "{ready} ready and {scheduled} scheduled were there when the reading began.",
            "Stop the application that uses it if the set must hold all of it."),
    NOT_ALL_TAKEN("010", 500, "The set {id} cannot be sealed: not everything of its quiet window was taken.",
            "Restart the job: POST /jobs/{job}/restart. It takes what is missing."),
    SEALED_WITHOUT("011", 500, "The set {id} was sealed although it holds nothing of {components}.",
            "Do not rely on this set: start a new backup, and remove this one when that is complete.");

    private final Entry entry;

    BackupProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-BACKUP-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
