package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resolves {@code ${name}} and {@code ${name:default}} as Spring does, nested in names, values and defaults.
 * <p>
 * Not commons-text: its substitutor evaluates a default even when the name is defined, so that an undefined name in
 * an unused default would look like a problem; and it takes {@code $$} as an escape, which Spring does not.
 */
final class Placeholders {

    private static final String START = "${";

    private final Function<String, Optional<String>> lookup;
    private final String separator;

    /**
     * @param lookup    raw value of a name
     * @param separator between name and default: {@code :} in Spring, {@code :-} in Logback
     */
    Placeholders(Function<String, Optional<String>> lookup, String separator) {
        this.lookup = lookup;
        this.separator = separator;
    }

    /**
     * @param owner  property whose value this is, for the problem
     * @param source where the property is from, for the problem
     * @throws dev.domibusbackup.problem.ProblemException for a cycle, or a name that nothing defines
     */
    String resolve(String owner, String source, String text) {
        Deque<String> open = new ArrayDeque<>();
        open.addLast(owner);
        return new Resolution(owner, source, open).text(text);
    }

    /** One property's way through the names it refers to. */
    private final class Resolution {

        private final String owner;
        private final String source;
        private final Deque<String> open;

        Resolution(String owner, String source, Deque<String> open) {
            this.owner = owner;
            this.source = source;
            this.open = open;
        }

        String text(String text) {
            StringBuilder result = new StringBuilder();
            int position = 0;
            while (true) {
                int start = text.indexOf(START, position);
                int end = start < 0 ? -1 : end(text, start + START.length());
                if (end < 0) {
                    return result.append(text, position, text.length()).toString();
                }
                result.append(text, position, start).append(placeholder(text.substring(start + START.length(), end)));
                position = end + 1;
            }
        }

        private String placeholder(String content) {
            int cut = separatorOutsideNesting(content);
            String name = text(cut < 0 ? content : content.substring(0, cut));
            Optional<String> raw = lookup.apply(name);
            if (raw.isPresent()) {
                return value(name, raw.get());
            }
            if (cut < 0) {
                throw DomibusProblem.PROPERTY_UNRESOLVED.exception("property", owner, "source", source,
                        "placeholder", name);
            }
            return text(content.substring(cut + separator.length()));
        }

        private String value(String name, String raw) {
            if (open.contains(name)) {
                throw DomibusProblem.PROPERTY_CYCLE.exception("property", owner, "source", source,
                        "cycle", String.join(" -> ", open) + " -> " + name);
            }
            open.addLast(name);
            try {
                return text(raw);
            } finally {
                open.removeLast();
            }
        }

        private int separatorOutsideNesting(String content) {
            int depth = 0;
            for (int i = 0; i < content.length(); i++) {
                if (content.charAt(i) == '{') {
                    depth++;
                } else if (content.charAt(i) == '}') {
                    depth--;
                } else if (depth == 0 && content.startsWith(separator, i)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** The brace that closes what opened before {@code from}; Spring counts plain braces inside too. */
    private static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }
}
