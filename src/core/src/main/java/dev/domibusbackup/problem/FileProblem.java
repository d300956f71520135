package dev.domibusbackup.problem;

/** Problems of files, folders and archives. */
public enum FileProblem implements ProblemType {

    NOT_READABLE("001", 500, "{path} cannot be read: {reason}.",
            "Give the user that runs the application server the right to read it, then restart the job."),
    NOT_A_FOLDER("002", 500, "{path} is not a folder.",
            "Correct the setting that names this path, or restore the folder."),
    CHANGED_WHILE_READ("003", 500, "{path} changed while it was being copied in the quiet window: {change}.",
            "Find out which other program writes to this folder, keep it from writing, then restart the job."),
    VANISHED_WHILE_READ("004", 500, "{path} vanished while its folder was being copied in the quiet window.",
            "Find out which other program removes files from this folder, keep it from doing so, "
                    + "then restart the job."),
    NOT_WRITABLE("005", 500, "{path} cannot be written: {reason}.",
            "Make space, or give the user that runs the application server the right to write there, "
                    + "then restart the job."),
    NOT_ARCHIVED("006", 500, "{path} is neither a file, a folder nor a symbolic link, and is not in the archive.",
            "Sockets and pipes are made anew by the program that owns them; check that this is true here."),
    ARCHIVE_DAMAGED("007", 500, "The archive {archive} is damaged: {reason}.",
            "Do not restore from this set; take another one, and look for the cause on the disk of the repository."),
    ARCHIVE_LEADS_OUT("008", 500, "The archive {archive} holds {entry}, which leads out of its folder.",
            "This archive was not written by Domibus Backup as it is; do not unpack it."),
    LISTING_DAMAGED("009", 500, "Line {line} of the listing {listing} is damaged: {reason}.",
            "Do not restore from this set; take another one, and look for the cause on the disk of the repository."),
    ARCHIVE_INCOMPLETE("010", 500, "{entry} of the listing {listing} is not in the archives as it was: {difference}.",
            "Do not restore from this set; take another one."),
    LINK_LEADS_OUT("011", 500, "The symbolic link {entry} of the archive {archive} points to {target}, outside it.",
            "Check that what it points to exists where the set is restored; it is not part of this archive.");

    private final Entry entry;

    FileProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-FILE-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
