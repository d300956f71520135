package dev.domibusbackup.problem;

/** Problems of keeping order: prune, the index of the sets, the age of the last backup, deep verification. */
public enum PruneProblem implements ProblemType {

    BAD_NUMBER("001", 400, "Sets cannot be kept by the numbers {numbers}.", "Every number is 0 or more."),
    NOTHING_KEPT("002", 400, "No rule would keep any set: all numbers are 0.",
            "Say how many sets to keep: keepLast, keepDaily, keepWeekly, keepMonthly."),
    NOT_CONFIRMED("003", 409, "What was confirmed is not what would be removed. Not confirmed: {unconfirmed}. Confirmed, "
            + "but not to be removed now: {others}. Nothing was removed.",
            "Rehearse again (the same request without confirm), look at the report, and repeat the sets under its "
                    + "\"goes\" in \"confirm\"."),
    INDEX_MISSING("004", 409, "The index knows sets that {repository} does not have, and nobody removed them here: "
            + "{sets}.",
            "Somebody removed them by hand, the repository is not mounted, or domibus.backup.repository.path leads "
                    + "elsewhere. Bring them back, or, if they are gone for good, POST /backups/index."),
    INDEX_CHANGED("005", 409, "Manifests have changed since the index was made: {sets}.",
            "A manifest never changes after the seal. Verify these sets: POST /backups/<set>/verifications. If they "
                    + "were replaced on purpose, POST /backups/index."),
    INDEX_UNAVAILABLE("006", 503, "The index of the sets cannot be used: {reason}.",
            "See that the database of the data source DomibusBackupDS answers. The sets themselves are not touched "
                    + "by this; they are listed from the repository."),
    BACKUP_OLD("007", 200, "The last good backup {set} was sealed at {at}, longer than {age} ago.",
            "Make a backup: POST /backups. See why the scheduled one did not come; the bound is "
                    + "domibus.backup.health.backup-age."),
    NO_GOOD_BACKUP("008", 200, "There is no good backup in {repository}.",
            "Make a backup: POST /backups. A set counts unless its last verification ended badly; one that holds "
                    + "messages alone does not count."),
    SET_DAMAGED("009", 200, "The last verification of the backup set {set} ended badly at {at}.",
            "GET /jobs tells what was found. Take the set from another copy and verify it again, or remove it when "
                    + "there is a newer good one."),
    DEEP_IMPOSSIBLE("010", 409, "This set cannot be verified deeply here: {reason}.",
            "Verify it without deep, or on a server where this can be done."),
    STILL_USED("011", 409, "The backup set {set} is needed by {uses}.",
            "Wait for the job to end, or give it up: POST /jobs/<job>/abandon.");

    private final Entry entry;

    PruneProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-PRN-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
