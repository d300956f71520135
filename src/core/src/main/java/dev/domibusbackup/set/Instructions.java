package dev.domibusbackup.set;

/** The text of RESTORE.md as it grows: sentences, and blocks of commands for bash. */
final class Instructions {

    private final StringBuilder text = new StringBuilder();

    /** One line; {@link String#format} is used when there are values. */
    void line(String format, Object... values) {
        text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
    }

    /** A heading with a blank line before and after it. */
    void heading(String format, Object... values) {
        if (text.lastIndexOf("\n\n") != text.length() - 2) {
            line("");
        }
        line(format, values);
        line("");
    }

    /** A block of commands, with a blank line after it. */
    void commands(String... commands) {
        text.append("```bash\n");
        for (String command : commands) {
            text.append(command).append('\n');
        }
        text.append("```\n\n");
    }

    /** As one word of the shell, whatever is in it. */
    static String word(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
