package dev.domibusbackup.message;

/** What Java's strings, sequences of UTF-16 units, are as Unicode. */
final class Unicode {

    private Unicode() {
    }

    /** The number of bytes in UTF-8, or -1 when the text holds a lone surrogate and UTF-8 cannot hold it. */
    static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (!Character.isSurrogate(c)) {
                length += c < 0x800 ? 1 : 2;
                continue;
            }
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return -1;
            }
            length += 2;
            i++;
        }
        return length;
    }
}
