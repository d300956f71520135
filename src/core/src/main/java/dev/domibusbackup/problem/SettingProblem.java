package dev.domibusbackup.problem;

/** Problems of the product's own settings. */
public enum SettingProblem implements ProblemType {

    BAD_VALUE("001", 500, "The setting {key} is \"{value}\", which is not {expected}.",
            "Correct it in {source}, or remove it to get the default {fallback}."),
    UNKNOWN_KEY("002", 500, "{source} holds the unknown setting {key}.",
            "Correct the name, or remove the line. The documentation lists every setting."),
    UNREADABLE("003", 500, "The settings {source} cannot be read: {reason}.",
            "Give the user that runs the application server the right to read the file."),
    PASSWORD_FILE("004", 500, "The password file {file} named by {key} cannot be used: {reason}.",
            "Put the password alone into a file that only the user of the application server can read (mode 0600).");

    private final Entry entry;

    SettingProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-CFG-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
