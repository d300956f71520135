package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of figures as Markdown: ours, the other's, and ours divided by the other's. */
final class ResultTable {

    private final List<String> lines = new ArrayList<>();

    ResultTable(String other) {
        lines.add("| | Domibus Backup | " + other + " | ratio |");
        lines.add("|---|---:|---:|---:|");
    }

    ResultTable rate(String what, int messages, Duration ours, Duration other) {
        return row(what, "%,.0f", messages / seconds(ours), messages / seconds(other));
    }

    ResultTable seconds(String what, Duration ours, Duration other) {
        return row(what, "%.1f s", seconds(ours), seconds(other));
    }

    ResultTable mebibytes(String what, long ours, long other) {
        return row(what, "%,.0f MiB", ours, other);
    }

    private ResultTable row(String what, String format, double ours, double other) {
        lines.add("| %s | %s | %s | %s |".formatted(what, number(format, ours), number(format, other),
                number("%.2f", ours / other)));
        return this;
    }

    /** Acts and how long each took, on one line. */
    static String line(Map<String, Duration> acts) {
        List<String> each = new ArrayList<>();
        acts.forEach((name, took) -> each.add(name + " " + number("%.1f s", seconds(took))));
        return String.join(", ", each);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
