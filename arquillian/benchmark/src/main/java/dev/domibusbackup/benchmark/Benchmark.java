package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.site.Site;

/** Makes a site, measures, and prints the table. One run of each; no threshold, no verdict. */
public final class Benchmark {

    private Benchmark() {
    }

    /** No arguments; the system property {@code benchmark.quick} makes it short and its figures worthless. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Plan plan = Plan.chosen();
        double load = Machine.load();
        Path folder = BuildOutput.scratch().resolve("benchmark");
        Folders.delete(folder);
        Path work = Files.createDirectories(folder.resolve("work"));
        say("Preparing %s ...", plan);
        try (Site site = Site.create(folder.resolve("site"), plan.installation())
                .with("jboss.as.management.blocking.timeout", "900")) {
            ArtemisCli artemis = new ArtemisCli(work);
            ExportMeasurement export = ExportMeasurement.run(site, plan, artemis, work);
            UnavailabilityMeasurement whole = UnavailabilityMeasurement.run(site, plan, artemis, work);
            say("");
            say("Measured on %s. Load average %.1f before, %.1f after. One run each: %s.%s", Machine.current(), load,
                    Machine.load(), plan, plan == Plan.QUICK ? " A QUICK RUN: THESE FIGURES SAY NOTHING." : "");
            say("");
            say("%s", export.table(plan, artemis));
            say("");
            say("%s", whole.table());
            say("");
            say("%s", export.notes());
            say("%s", whole.notes());
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
