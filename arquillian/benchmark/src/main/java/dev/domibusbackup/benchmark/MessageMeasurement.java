package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jboss.as.controller.client.helpers.Operations;

import dev.domibusbackup.benchmark.Figures.Ours;
import dev.domibusbackup.benchmark.GcLog.Pause;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** Export and import of one load beside the broker's command line, on the same files of one broker. */
final class MessageMeasurement {

    private static final String REQUEST = "{\"components\":[\"messages\"]}";
    private static final String EXPORT = "export-messages";
    private static final String IMPORT = "import-messages";

    private final Site site;
    private final Load load;
    private final int messages;
    private final ArtemisCli artemis;
    private final Path work;
    private final Path xml;
    private final Path emptyXml;
    private final GcLog log;
    private String set;
    private Figures export;
    private Figures imports;
    private long small;

    private MessageMeasurement(Site site, Load load, Plan plan, Path work) {
        this.site = site;
        this.load = load;
        this.work = work;
        messages = load.messages(plan);
        artemis = new ArtemisCli(work);
        xml = work.resolve("messages.xml");
        emptyXml = work.resolve("empty.xml");
        log = new GcLog(work.resolve("server-gc.log"));
    }

    static MessageMeasurement run(Site site, Load load, Plan plan, Path work)
            throws IOException, InterruptedException {
        MessageMeasurement measurement = new MessageMeasurement(site, load, plan, work);
        measurement.exportOurs(plan);
        measurement.importOurs();
        measurement.importOther();
        Files.delete(measurement.xml);
        return measurement;
    }

    private void exportOurs(Plan plan) throws IOException, InterruptedException {
        Benchmark.say("%s: exporting ...", load.title());
        startEmpty();
        load.send(site, plan);
        int before = collect();
        long idle = log.pauses().get(before - 1).after();
        Ours first = ours(take());
        Ours second = ours(take());
        long held = log.held(before, idle);
        String stages;
        try (StageSampler sampler = new StageSampler(site.server().management())) {
            take();
            stages = sampler.end();
        }
        site.server().stop();
        Benchmark.say("%s: exporting by the command line ...", load.title());
        Path data = data();
        Path nothing = work.resolve("empty");
        for (String store : List.of("bindings", "journal", "largemessages", "paging")) {
            Files.createDirectories(nothing.resolve(store));
            Files.createDirectories(data.resolve(store));
        }
        Took took = new Took().act("empty", () -> artemis.export(nothing, emptyXml))
                .act("first", () -> artemis.export(data, xml)).act("again", () -> artemis.export(data, xml));
        Benchmark.same("messages in the command line's export", messages, ArtemisCli.messages(xml));
        export = new Figures(first, second, took.of("empty"), took.of("first"), took.of("again"), idle, held,
                artemis.gcLog().held(0, 0), stages);
        small = idle + load.room();
        site.start("-Xmx" + small + "m");
        take();
        site.server().stop();
    }

    private void importOurs() throws IOException, InterruptedException {
        Benchmark.say("%s: importing ...", load.title());
        startEmpty();
        int before = collect();
        long idle = log.pauses().get(before - 1).after();
        Ours first = port();
        Ours second = port();
        long held = log.held(before, idle);
        String stages;
        try (StageSampler sampler = new StageSampler(site.server().management())) {
            port();
            stages = sampler.end();
        }
        site.server().stop();
        imports = new Figures(first, second, Duration.ZERO, Duration.ZERO, Duration.ZERO, idle, held, 0, stages);
    }

    private void importOther() throws IOException {
        Benchmark.say("%s: importing by the command line ...", load.title());
        startEmpty();
        Took took = new Took().act("empty", () -> artemis.imports(emptyXml, site.server()))
                .act("first", () -> artemis.imports(xml, site.server()));
        emptied();
        took.act("again", () -> artemis.imports(xml, site.server()));
        emptied();
        site.server().stop();
        imports = new Figures(imports.first(), imports.second(), took.of("empty"), took.of("first"),
                took.of("again"), imports.idle(), imports.held(), artemis.gcLog().held(0, 0), imports.stages());
    }

    /** Starts the server with a broker that has nothing. */
    private void startEmpty() throws IOException {
        if (Files.exists(data())) {
            Folders.delete(data());
        }
        Files.deleteIfExists(work.resolve("server-gc.log"));
        site.start(log.option());
    }

    private Backup take() {
        Backup backup = Backup.take(site, REQUEST);
        Benchmark.same("messages in the set", messages, backup.messages());
        set = backup.set();
        return backup;
    }

    private static Ours ours(Backup backup) {
        return Ours.of(backup.steps(), EXPORT);
    }

    private Ours port() {
        Ours ours = Ours.of(Port.run(site, set).steps(), IMPORT);
        emptied();
        return ours;
    }

    private void emptied() {
        Benchmark.same("messages in the queues after the import", messages, Load.count(site));
        Load.clear(site);
    }

    private Path data() {
        return site.server().dataDir().resolve("activemq");
    }

    /** Collects garbage, and says how many collections there were. */
    private int collect() {
        site.server().management(Operations.createOperation("gc",
                Management.address("core-service", "platform-mbean", "type", "memory")));
        List<Pause> pauses = log.pauses();
        return pauses.size();
    }

    void rows(ResultTable table) {
        export.rows(table, load.title() + ": messages exported per second", messages);
        imports.rows(table, load.title() + ": messages imported per second", messages);
    }

    String notes() {
        return export.notes(load.title() + ", export") + " Passes with -Xmx" + small + "m too.\n"
                + imports.notes(load.title() + ", import");
    }
}
