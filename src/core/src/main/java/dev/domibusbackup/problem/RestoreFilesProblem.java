package dev.domibusbackup.problem;

/** Problems of bringing folders back. */
public enum RestoreFilesProblem implements ProblemType {

    TARGET_NOT_ABSOLUTE("030", 422, "The folder {path} is not an absolute path.",
            "Name the folder it is to be restored to."),
    PARENT_MISSING("031", 422, "{parent}, in which {path} is to be restored, is not a folder.",
            "Make it, with the owner and the rights it had, or mount what had been mounted there."),
    NOT_WRITABLE("032", 422, "{path} cannot be replaced: its folder is not writable for the user {user}.",
            "Give this user the right to write there, or run the restore as a user that has it."),
    TARGET_TWICE("033", 422, "{first} and {second} are to be restored to the same place, {place}.",
            "Restore one of them, or give one of them another place."),
    TARGETS_OVERLAP("034", 422, "{inner} lies inside {outer}, and both are to be restored.",
            "Restore them one after the other, the outer one first."),
    IN_OWN_PLACE("035", 422, "{path} cannot be restored: {place}, which Domibus Backup needs, would be lost or "
            + "overwritten.", "Move what Domibus Backup keeps to a place apart from the folders of Domibus."),
    MOUNT_BELOW("036", 422, "{mount} is a mount point inside {path}, which is to be replaced.",
            "Unmount it for the time of the restore, or restore this folder by hand."),
    NO_SPACE("037", 507, "The file system of {path} has {usable} bytes left; unpacking beside what is there needs "
            + "{needed}.", "Make space: old and new lie side by side until the restore has ended."),
    NO_INODES("038", 507, "The file system of {path} can hold {usable} more files; unpacking needs {needed}.",
            "Remove files that nobody needs: old and new lie side by side until the restore has ended."),
    CHILD_BY_CHILD("039", 200, "What is in {path} is replaced piece by piece, because {reason}.",
            "Nothing has to be done; should the restore be killed meanwhile, a restart finishes or undoes it."),
    OWNERS_LOST("040", 200, "The archive of {path} holds files of user {owner}, which will belong to {user}.",
            "Run the restore as root, for example with the offline tool, if the owner matters."),
    PATH_MOVED("041", 200, "{from} of the set is restored to {to}.",
            "Check that the restored database and messages do not name the old place."),
    COUNT_DIFFERS("042", 500, "{archive} held {files} files with {bytes} bytes; the manifest says {expectedFiles} "
            + "with {expectedBytes}.", "Do not restore from this set; take another one."),
    HASH_DIFFERS("043", 500, "{file} has the hash {found}; the manifest says {expected}.",
            "Do not restore from this set; take another one, and look for the cause on the disk of the repository."),
    KEPT_IN_SET("044", 500, "{path} is to be kept as it is, but the set holds it too.",
            "Find out whether a folder of messages' files was moved there since the set was made, and move it away."),
    SWAP_FAILED("045", 500, "{path} could not be put in place: {reason}. Everything that had been replaced before "
            + "was brought back.", "Remove the cause, then restart the job."),
    BRING_BACK_FAILED("046", 500, "{path} could not be brought back: {reason}.",
            "Remove the cause, then restart the job or undo the restore; Domibus must not start before."),
    JOURNAL_UNREADABLE("047", 500, "The journal {journal} of a restore of files cannot be read: {reason}.",
            "Look for folders that end in .old beside those of Domibus, and move them back by hand."),
    JOURNAL_OF_OTHER("048", 409, "The journal {journal} belongs to the restore {other}, which has not ended.",
            "Restart that restore, or undo it."),
    WRONG_STATE("049", 409, "The restore of files {id} is {state}; it cannot {act}.",
            "Look at the job: what was committed can only be undone by restoring the safety backup."),
    NOT_A_FOLDER("050", 422, "{path} is not a folder.", "Move it away, or name another place."),
    UNPACKED_DIFFERS("051", 500, "{path} does not read as it was written: {difference}.",
            "Do not trust this disk: look at the system's log for errors."),
    TIMES_KEPT("052", 200, "The files of {path} keep their times, and Domibus removes files there by their age: FS "
            + "plugin 10 minutes, temporary files 2 hours, unless set otherwise.",
            "Choose fileTimes refresh if they are to stay.");

    private final Entry entry;

    RestoreFilesProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
