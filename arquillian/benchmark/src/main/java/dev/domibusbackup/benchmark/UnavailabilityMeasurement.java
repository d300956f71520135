package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.site.Site;

/**
 * A whole backup beside the guide's steps, with a Domibus as slow as the real one.
 *
 * @param ours        our backup
 * @param oursSeen    how long Domibus gave no answer meanwhile, seen from outside
 * @param guide       the guide's steps
 * @param guideSeen   the same
 */
record UnavailabilityMeasurement(Backup ours, Duration oursSeen, Took guide, Duration guideSeen) {

    private static final Duration BOUND = Duration.ofMinutes(10);

    static UnavailabilityMeasurement run(Site site, Plan plan, ArtemisCli artemis, Path work)
            throws IOException, InterruptedException {
        Benchmark.say("Starting a Domibus that is as slow as the real one ...");
        site.start();
        Load.SMALL.send(site, plan);
        Files.writeString(site.installation().configuration().resolve("domibus.properties"),
                "%nstandin.stop.seconds=%d%nstandin.start.seconds=%d%n".formatted(plan.stopSeconds(),
                        plan.startSeconds()), StandardOpenOption.APPEND);
        site.server().deploy(BuildOutput.standInWar());
        Await.until("an answer of Domibus", BOUND, () -> site.domibus().answers());

        Benchmark.say("Taking a whole backup ...");
        Backup ours;
        Duration oursSeen;
        try (Outage outage = new Outage(site.domibus())) {
            ours = Backup.take(site, "{\"label\":\"benchmark\"}");
            oursSeen = outage.end();
        }
        Benchmark.same("messages in the set", plan.messages(), ours.messages());

        Benchmark.say("Doing the guide's steps ...");
        GuideProcedure procedure = new GuideProcedure(site, artemis, work.resolve("guide"));
        Took guide;
        Duration guideSeen;
        try (Outage outage = new Outage(site.domibus())) {
            guide = procedure.run();
            guideSeen = outage.end();
        }
        Benchmark.same("messages in the command line's export", plan.messages(),
                ArtemisCli.messages(procedure.messages()));
        return new UnavailabilityMeasurement(ours, oursSeen, guide, guideSeen);
    }

    ResultTable table() {
        Duration window = guide.sum().minus(guide.of(GuideProcedure.START));
        return new ResultTable("the guide's steps, scripted")
                .seconds("Domibus unavailable: from the stop command to its first answer", ours.unavailable(),
                        guide.sum())
                .seconds("quiet window: from the stop command to the start command", ours.window(), window)
                .seconds("of which work: from stopped to the start command", ours.window().minus(ours.stopping()),
                        window.minus(guide.of(GuideProcedure.STOP)));
    }

    String notes() {
        return """
                - Seen from outside, by a request ten times a second, Domibus gave no answer for %s and %s.
                - Ours: %s. Before the window and after it Domibus works.
                - The guide's: %s. No second is lost between them, as it would be by hand."""
                .formatted(seconds(oursSeen), seconds(guideSeen), ResultTable.line(ours.steps()),
                        ResultTable.line(guide.all()));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
