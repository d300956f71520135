package dev.domibusbackup.message.artemis;

/** What XML 1.0 can hold in the value of an attribute, and how. */
final class XmlText {

    /** The value that stands for null in exports of the command line. */
    static final String NULL = "_AMQ_NULL";

    private XmlText() {
    }

    /** Whether XML 1.0 has all these characters: neither most control characters nor lone surrogates are among them. */
    static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isCharacter(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    static boolean isCharacter(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }

    /** As the value of an attribute in double quotes; white space keeps what it is. */
    static void append(StringBuilder target, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> target.append("&lt;");
                case '>' -> target.append("&gt;");
                case '&' -> target.append("&amp;");
                case '"' -> target.append("&quot;");
                case '\t', '\n', '\r' -> target.append("&#").append((int) c).append(';');
                default -> target.append(c);
            }
        }
    }
}
