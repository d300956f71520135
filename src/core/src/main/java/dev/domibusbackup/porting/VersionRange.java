package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.DomibusVersion;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of Domibus, compared by their numbers alone: 5.2-SNAPSHOT is within 5.2.
 *
 * @param from  the first version
 * @param below the first version no longer meant
 */
public record VersionRange(String from, String below) {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})*+");

    public VersionRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(below, "below");
        if (Arrays.compare(numbers(from), numbers(below)) >= 0) {
            throw new IllegalArgumentException("no version is from " + from + " and below " + below);
        }
    }

    /** Whether a version is one of these. */
    public boolean contains(DomibusVersion version) {
        int[] numbers = numbers(version.version());
        return Arrays.compare(numbers(from), numbers) <= 0 && Arrays.compare(numbers, numbers(below)) < 0;
    }

    /** Trailing zeros do not count: 5.1 is 5.1.0. */
    private static int[] numbers(String version) {
        Matcher leading = NUMBERS.matcher(version);
        if (!leading.lookingAt()) {
            throw new IllegalArgumentException("not a version: " + version);
        }
        int[] numbers = Arrays.stream(leading.group().split("\\.")).mapToInt(Integer::parseInt).toArray();
        int length = numbers.length;
        while (length > 1 && numbers[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(numbers, length);
    }

    @Override
    public String toString() {
        return from + " to below " + below;
    }
}
