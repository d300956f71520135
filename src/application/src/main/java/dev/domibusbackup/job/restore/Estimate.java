package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;

import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.QuietWindowTimes;

/**
 * How long a restore will keep Domibus stopped, by what it took to make this very set on this installation. An
 * estimate: what the machine does besides, nobody knows.
 */
final class Estimate {

    /** A database builds indexes while it loads. An assumption on the safe side; a deep rehearsal measures it. */
    private static final int LOAD_TO_DUMP = 4;
    /** Once into the safety set, once back. */
    private static final int THERE_AND_BACK = 2;

    private final RestoreRun run;

    Estimate(RestoreRun run) {
        this.run = run;
    }

    /** From the request to stop until Domibus answers; {@code null} when the times of this set are not known here. */
    Duration window() {
        QuietWindowTimes window = run.manifest().quietWindow();
        Map<String, Duration> spent = run.spentOnSet();
        if (!run.needsWindow() || window == null || window.unavailable() == null || spent.isEmpty()) {
            return null;
        }
        // stop, start and the making of the set, which the safety backup repeats, are in this
        Duration sum = window.unavailable();
        Duration dump = spent.getOrDefault("databases", Duration.ZERO);
        Duration files = spent.getOrDefault("files", Duration.ZERO);
        Duration messages = spent.getOrDefault("export-messages", Duration.ZERO);
        if (run.takes(Component.DATABASES)) {
            // the dump of the safety set is waited for, unlike that of a backup
            Duration loaded = run.report().loaded();
            sum = sum.plus(dump).plus(loaded.isZero() ? dump.multipliedBy(LOAD_TO_DUMP) : loaded);
        }
        if (run.takes(Component.MESSAGES)) {
            sum = sum.plus(messages);
        }
        if (Stream.of(Component.PAYLOADS, Component.CONFIGURATION, Component.PLUGINS).anyMatch(run::takes)) {
            sum = sum.plus(files.multipliedBy(THERE_AND_BACK));
        }
        return sum.truncatedTo(ChronoUnit.SECONDS);
    }
}
