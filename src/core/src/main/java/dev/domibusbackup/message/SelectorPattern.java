package dev.domibusbackup.message;

import java.util.Arrays;

/** The pattern of a LIKE. Matches in a time of at most text × pattern, whatever the pattern. */
final class SelectorPattern {

    private static final int ANY_ONE = -1;
    private static final int ANY_MANY = -2;

    private final int[] pattern;

    /**
     * A pattern.
     *
     * @param escape the character that takes from the next its meaning; -1 for none
     * @throws IllegalArgumentException if the escape character is the last
     */
    SelectorPattern(String text, int escape) {
        int[] points = text.codePoints().toArray();
        int[] made = new int[points.length];
        int length = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escape) {
                if (++i == points.length) {
                    throw new IllegalArgumentException("nothing follows the escape character");
                }
                made[length++] = points[i];
            } else {
                made[length++] = points[i] == '_' ? ANY_ONE : points[i] == '%' ? ANY_MANY : points[i];
            }
        }
        pattern = Arrays.copyOf(made, length);
    }

    boolean matches(String value) {
        int[] text = value.codePoints().toArray();
        int at = 0;
        int in = 0;
        int afterMany = -1;
        int retry = 0;
        while (in < text.length) {
            if (at < pattern.length && pattern[at] == ANY_MANY) {
                afterMany = ++at;
                retry = in;
            } else if (at < pattern.length && (pattern[at] == ANY_ONE || pattern[at] == text[in])) {
                at++;
                in++;
            } else if (afterMany >= 0) {
                at = afterMany;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == ANY_MANY) {
            at++;
        }
        return at == pattern.length;
    }
}
