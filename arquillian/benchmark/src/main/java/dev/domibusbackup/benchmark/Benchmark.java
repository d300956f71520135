package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.site.Site;

/** Makes a site, measures, and prints the table. One run of each; no threshold, no verdict. */
public final class Benchmark {

    private static final String MESSAGES = """
            - Ours are the steps export-messages (read, encoded, compressed, hashed, synced, counted against the \
            broker) and import-messages (exactly once: sent in the transactions that record the position); the server \
            has -Xmx768m. The whole job has the quiet window about the one, and the check of the set before the other.
            - The command line has a JVM of its own with -Xmx1024M, as its start script gives it.
            - Heap: the largest figure that a collection left, by -Xlog:gc.""";

    private Benchmark() {
    }

    /**
     * No arguments. The system property {@code benchmark.quick} makes it short and its figures worthless;
     * {@code benchmark.messages} leaves the whole backup out; {@code benchmark.load} names the only {@link Load}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Plan plan = Plan.chosen();
        double before = Machine.load();
        Path folder = BuildOutput.scratch().resolve("benchmark");
        Folders.delete(folder);
        Path work = Files.createDirectories(folder.resolve("work"));
        say("Preparing %s ...", plan);
        try (Site site = Site.create(folder.resolve("site"), plan.installation())
                .with("jboss.as.management.blocking.timeout", "900")) {
            ArtemisCli artemis = new ArtemisCli(work);
            ResultTable table = new ResultTable("`artemis data` " + artemis.version());
            StringBuilder notes = new StringBuilder();
            for (Load load : Load.chosen()) {
                MessageMeasurement measured = MessageMeasurement.run(site, load, plan, work);
                measured.rows(table);
                notes.append(measured.notes()).append('\n');
            }
            Optional<UnavailabilityMeasurement> whole = System.getProperty("benchmark.messages") == null
                    ? Optional.of(UnavailabilityMeasurement.run(site, plan, artemis, work)) : Optional.empty();
            say("");
            say("Measured on %s. Load average %.1f before, %.1f after. One run each: %s.%s", Machine.current(), before,
                    Machine.load(), plan, plan == Plan.QUICK ? " A QUICK RUN: THESE FIGURES SAY NOTHING." : "");
            say("");
            say("%s", table);
            say("");
            say("%s%s", notes, MESSAGES);
            whole.ifPresent(measured -> say("%n%s%n%n%s", measured.table(), measured.notes()));
        } finally {
            Folders.delete(folder);
        }
    }

    static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }

    /** Counts that must agree, or the figures compare different things. */
    static void same(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("%s: %,d instead of %,d".formatted(what, found, expected));
        }
    }

}
