package dev.domibusbackup.offline;

/**
 * Text of strangers on the screen. A terminal obeys control characters, so they are shown as escapes of Java; so are
 * characters that change the direction of what follows or cannot be seen at all.
 */
final class Printable {

    private static final String CUT = "…";

    private Printable() {
    }

    /** On one line: line feeds and tabs are escapes too. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** On as many lines as it has. */
    static String lines(String text) {
        return escaped(text, true);
    }

    /** On one line and not longer than so many characters. */
    static String line(String text, int length) {
        // what is cut anyway is not escaped first
        String shown = line(text.length() > length ? text.substring(0, length + 1) : text);
        return shown.length() <= length ? shown : shown.substring(0, length - 1) + CUT;
    }

    private static String escaped(String text, boolean keepLines) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (keepLines && (c == '\n' || c == '\t') || isVisible(c)) {
                shown.appendCodePoint(c);
            } else if (c > 0xffff) {
                shown.append(String.format("\\u%04x\\u%04x", (int) Character.highSurrogate(c),
                        (int) Character.lowSurrogate(c)));
            } else {
                shown.append(String.format("\\u%04x", c));
            }
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
