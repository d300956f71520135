package dev.domibusbackup.problem;

/** Problems of files, folders and archives. */
public enum FileProblem implements ProblemType {

    NOT_READABLE("001", 500, "{path} cannot be read: {reason}.",
            "Give the user that runs the application server the right to read it, then restart the job.");

    private final Entry entry;

    FileProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-FILE-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
