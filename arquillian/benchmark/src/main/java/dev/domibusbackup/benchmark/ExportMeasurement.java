package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jboss.as.controller.client.helpers.Operations;

import dev.domibusbackup.benchmark.GcLog.Pause;
import dev.domibusbackup.benchmark.StageSampler.Stage;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/**
 * The export of one queue: the component {@code messages} alone, beside the broker's command line on the same files.
 *
 * @param first    the first backup of this server process
 * @param second   the second one
 * @param empty    the command line on a broker without messages: what its JVM takes to start and end
 * @param whole    the command line on the messages
 * @param idle     MiB that the server's heap holds before the export, after a collection
 * @param held     MiB it held after a collection during the first export, at most
 * @param used     MiB it used at most, garbage included
 * @param other    MiB the command line's heap held after a collection, at most
 * @param small    MiB of {@code -Xmx} that the export passed with
 * @param stages   how often the export was seen at each stage, in a third run
 */
record ExportMeasurement(Backup first, Backup second, Duration empty, Duration whole, long idle, long held, long used,
        long other, long small, Map<Stage, Integer> stages) {

    private static final String QUEUE = "java:/jms/domibus.backend.jms.outQueue";
    private static final String REQUEST = "{\"components\":[\"messages\"]}";
    private static final String STEP = "export-messages";
    private static final int ROOM = 64;

    static ExportMeasurement run(Site site, Plan plan, ArtemisCli artemis, Path work)
            throws IOException, InterruptedException {
        GcLog log = new GcLog(work.resolve("server-gc.log"));
        site.start(log.option());
        site.otherApplication().send(QUEUE, plan.messages(), "size=1024", "kind=random");

        Benchmark.say("Exporting messages ...");
        collect(site);
        List<Pause> before = log.pauses();
        Backup first = Backup.take(site, REQUEST);
        Benchmark.same("messages in the set", plan.messages(), first.messages());
        List<Pause> all = log.pauses();
        List<Pause> during = all.subList(before.size(), all.size());
        long idle = before.get(before.size() - 1).after();
        Backup second = Backup.take(site, REQUEST);
        Map<Stage, Integer> stages;
        try (StageSampler sampler = new StageSampler(site.server().management())) {
            Backup.take(site, REQUEST);
            stages = sampler.end();
        }
        site.server().stop();

        Benchmark.say("Exporting the same by the command line ...");
        Path data = site.server().dataDir().resolve("activemq");
        Path nothing = work.resolve("empty");
        for (String store : List.of("bindings", "journal", "largemessages", "paging")) {
            Files.createDirectories(nothing.resolve(store));
        }
        Took took = new Took().act("empty", () -> artemis.export(nothing, work.resolve("empty.xml")))
                .act("whole", () -> artemis.export(data, work.resolve("messages.xml")));
        Benchmark.same("messages in the command line's export", plan.messages(),
                ArtemisCli.messages(work.resolve("messages.xml")));
        long other = held(artemis.gcLog().pauses(), 0);

        Benchmark.say("Exporting with little heap ...");
        long small = idle + ROOM;
        site.start("-Xmx" + small + "m");
        Benchmark.same("messages in the set", plan.messages(), Backup.take(site, REQUEST).messages());
        site.server().stop();
        return new ExportMeasurement(first, second, took.of("empty"), took.of("whole"), idle, held(during, idle),
                during.stream().mapToLong(Pause::before).max().orElse(idle), other, small, stages);
    }

    private static void collect(Site site) {
        site.server().management(Operations.createOperation("gc",
                Management.address("core-service", "platform-mbean", "type", "memory")));
    }

    private static long held(List<Pause> pauses, long otherwise) {
        return pauses.stream().mapToLong(Pause::after).max().orElse(otherwise);
    }

    ResultTable table(Plan plan, ArtemisCli artemis) {
        return new ResultTable("`artemis data exp` " + artemis.version())
                .rate("messages per second, first run, with the command line's JVM start", plan.messages(),
                        first.step(STEP), whole)
                .rate("messages per second, second run, without the command line's JVM start", plan.messages(),
                        second.step(STEP), whole.minus(empty))
                .mebibytes("heap held at most: ours above the idle server's, the other's in all", held - idle, other);
    }

    String notes() {
        int seen = Math.max(1, stages.values().stream().mapToInt(Integer::intValue).sum());
        StringBuilder shares = new StringBuilder();
        stages.forEach((stage, times) -> shares.append(shares.length() == 0 ? "" : ", ")
                .append(stage.name().toLowerCase(Locale.ROOT)).append(' ').append(times * 100 / seen)
                .append(" %"));
        return """
                - Ours is the step export-messages: read, encoded, compressed, hashed, synced, counted against \
                the broker. First run: the first of its server process, %s. Second run: %s.
                - The command line: %s. Its JVM has -Xmx1024M, as its start script gives it; on a broker \
                without messages it takes %s.
                - Heap: the largest figure that a collection left, in the log of -Xlog:gc; the idle server holds \
                %d MiB after a full collection, up to %d MiB during the export, and used up to %d MiB with \
                garbage (-Xmx768m). The export passes with -Xmx%dm too.
                - Where the thread of the export was seen, %d looks in a third run: %s."""
                .formatted(ResultTable.line(Map.of("step", first.step(STEP))) + ", "
                        + ResultTable.line(Map.of("Domibus unavailable", first.unavailable())),
                        ResultTable.line(Map.of("step", second.step(STEP))) + ", "
                        + ResultTable.line(Map.of("Domibus unavailable", second.unavailable())),
                        ResultTable.line(Map.of("in all", whole)), ResultTable.line(Map.of("about", empty)), idle,
                        held, used, small, seen, shares);
    }
}
