package dev.domibusbackup.set;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.domibusbackup.problem.SetProblem;

/**
 * Id of a backup set and name of its folder: a UTC instant with milliseconds, then an optional label. Because it is
 * checked here, an id can never lead out of the repository.
 */
public record SetId(@JsonValue String value) implements Comparable<SetId> {

    /** A label that ended so would make the id of a sealed set the folder name of one that is being made or removed. */
    private static final String NOT_AT_THE_END =
            "(?<!\\" + PartialSet.SUFFIX + ")(?<!\\" + Repository.DELETED + ")";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9.-]{1,40}" + NOT_AT_THE_END);
    private static final Pattern ID = Pattern.compile("(\\d{8}T\\d{9}Z)(?:-(" + LABEL.pattern() + "))?");
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMdd'T'HHmmss").appendValue(ChronoField.MILLI_OF_SECOND, 3).appendLiteral('Z')
            .toFormatter().withResolverStyle(ResolverStyle.STRICT).withZone(ZoneOffset.UTC);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SetId {
        if (value == null || !isId(value)) {
            throw SetProblem.BAD_ID.exception("id", printable(value));
        }
    }

    /** Whether a text, a folder's name for example, is an id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches() && isInstant(text.substring(0, 19));
    }

    private static boolean isInstant(String text) {
        try {
            INSTANT.parse(text, Instant::from);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Makes an id for a set that is begun at the given instant. */
    public static SetId of(Instant instant, Optional<String> label) {
        label.ifPresent(SetId::checkLabel);
        return new SetId(INSTANT.format(instant) + label.map(text -> "-" + text).orElse(""));
    }

    /** Refuses a label that cannot be part of an id. */
    public static void checkLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw SetProblem.BAD_LABEL.exception("label", printable(label));
        }
    }

    public Instant instant() {
        return INSTANT.parse(value.substring(0, 19), Instant::from);
    }

    public Optional<String> label() {
        Matcher matcher = ID.matcher(value);
        return matcher.matches() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
    }

    @Override
    public int compareTo(SetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String printable(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(60, text.length()));
    }
}
