package dev.domibusbackup.problem;

/** Problems of backup sets and their repository. */
public enum SetProblem implements ProblemType {

    BAD_ID("001", 400, "\"{id}\" is not the id of a backup set.",
            "An id is a UTC instant and an optional label, for example 20261122T101500123Z-before-5.2. "
                    + "GET /backups lists the ids."),
    BAD_LABEL("002", 400, "The label \"{label}\" is not allowed.",
            "Use 1 to 40 characters of a-z, 0-9, dot and hyphen; it must not end in .partial or .deleted."),
    UNKNOWN("003", 404, "There is no backup set {id} in {repository}.",
            "GET /backups lists the sets of the repository."),
    PINNED("004", 409, "The backup set {id} is pinned.", "Remove the pin first: DELETE /backups/{id}/pin."),
    IN_USE("005", 409, "The backup set {id} is in use by the job {job}.",
            "Wait for the job to end, or stop it."),
    WRITE_FAILED("006", 507, "{path} could not be written: {reason}.",
            "Make room or repair the file system of the repository, then restart the job."),
    NO_SPACE("007", 507, "The repository {repository} has {usable} bytes left; this backup needs about {needed}.",
            "Make room, delete old sets, leave components out, or set domibus.backup.repository.path to a larger "
                    + "file system."),
    REPOSITORY_UNUSABLE("008", 500, "The repository {repository} cannot be used: {reason}.",
            "Create the folder for the user that runs the application server, mode 0700, or set "
                    + "domibus.backup.repository.path."),
    REPOSITORY_INSIDE("009", 409, "{own} lies inside {folder}, which is backed up.",
            "Set domibus.backup.repository.path to a folder outside everything that belongs to Domibus."),
    HASH_DIFFERS("010", 422, "{artifact} of {id} has the SHA-256 {actual}; its manifest says {expected}.",
            "The file was changed or damaged after the seal. Do not restore from it; take the set from another copy."),
    ARTIFACT_MISSING("011", 422, "{artifact} of {id} is missing.",
            "Bring the file back from another copy of the set."),
    ARTIFACT_UNKNOWN("012", 422, "{artifact} lies in {id} but its manifest does not know it.",
            "Move the file out of the set; find out who put it there."),
    SIZE_DIFFERS("013", 422, "{artifact} of {id} has {actual} bytes; its manifest says {expected}.",
            "The file was cut or changed after the seal. Take the set from another copy."),
    MANIFEST_UNREADABLE("014", 422, "The manifest of {id} cannot be read: {reason}.",
            "Take the set from another copy."),
    FORMAT_TOO_NEW("015", 422, "The set {id} has the format {format}; this version reads {supported}.",
            "Use the version of Domibus Backup that made the set, or a newer one."),
    COUNT_DIFFERS("016", 422, "{artifact} of {id} holds {actual} {what}; its manifest says {expected}.",
            "The set is not whole. Take it from another copy, or make a new backup."),
    SUMS_DIFFER("017", 422, "SHA256SUMS of {id} does not agree with its manifest at {artifact}.",
            "One of the two was edited after the seal. Take the set from another copy."),
    MANIFEST_CHANGED("018", 422, "The manifest of {id} has the SHA-256 {actual}; at the seal it was {expected}.",
            "The manifest was edited after the seal. Take the set from another copy."),
    CATALOG_UNREADABLE("019", 500, "{path} cannot be read: {reason}.",
            "Repair the file or move it away; it holds pins and notes only, never the set itself.");

    private final Entry entry;

    SetProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-SET-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
