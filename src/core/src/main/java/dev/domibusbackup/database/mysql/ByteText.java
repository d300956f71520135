package dev.domibusbackup.database.mysql;

import java.nio.charset.StandardCharsets;

/** The beginning of a text that comes byte by byte: what does not fit is dropped. */
final class ByteText {

    private final byte[] kept;
    private int length;

    ByteText(int capacity) {
        kept = new byte[capacity];
    }

    void add(byte b) {
        if (length < kept.length) {
            kept[length++] = b;
        }
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** Whether the text is the given ASCII word, in any case. */
    boolean isWord(String upperCase) {
        return length == upperCase.length() && startsWithWord(upperCase);
    }

    /** Whether the text begins with the given ASCII word, in any case. */
    boolean startsWithWord(String upperCase) {
        if (length < upperCase.length()) {
            return false;
        }
        for (int i = 0; i < upperCase.length(); i++) {
            if (Character.toUpperCase((char) kept[i]) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }
}
