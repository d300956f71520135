package dev.domibusbackup.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the catalogue. Implemented by one enum per area; the texts hold {@code {name}} where a value goes.
 */
public interface ProblemType {

    /** A place for a value in a fact or a hint. */
    Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    /** The entry itself; the enum of an area keeps nothing else. */
    Entry entry();

    /**
     * An entry of the catalogue.
     *
     * @param code   {@code DB-<AREA>-nnn}, stable over all versions of the product
     * @param status the HTTP status with which REST answers this problem
     * @param fact   what is the case, with places for values
     * @param hint   what the operator can do about it, with places for values
     */
    record Entry(String code, int status, String fact, String hint) {

        public Entry {
            if (!code.matches("DB-[A-Z]+-\\d{3}")) {
                throw new IllegalArgumentException("not a problem code: " + code);
            }
        }
    }

    default String code() {
        return entry().code();
    }

    /**
     * Makes the problem with its values.
     *
     * @param namesAndValues name, value, name, value, … for every place of fact and hint; never a secret
     * @throws IllegalArgumentException when a place has no value
     */
    default Problem with(Object... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        Entry entry = entry();
        return new Problem(entry.code(), entry.status(), fill(entry.fact(), values), fill(entry.hint(), values));
    }

    /** Shorthand for {@code new ProblemException(with(…))}. */
    default ProblemException exception(Object... namesAndValues) {
        return new ProblemException(with(namesAndValues));
    }

    /** Shorthand for {@code new ProblemException(with(…), cause)}. */
    default ProblemException caused(Throwable cause, Object... namesAndValues) {
        return new ProblemException(with(namesAndValues), cause);
    }

    private String fill(String template, Map<String, String> values) {
        Matcher places = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                throw new IllegalArgumentException(code() + ": no value for {" + places.group(1) + "}");
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }
}
