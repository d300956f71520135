package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.messages.ImportItem;
import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.job.messages.ImportReading;
import dev.domibusbackup.job.messages.ImportWriting;
import dev.domibusbackup.job.messages.MemoryPositions;
import dev.domibusbackup.job.messages.MessageChoice;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.QueueEntry;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/** Restores on a fake server with two queues and a configuration folder; each run is an execution of a job. */
final class WindowScene implements AutoCloseable {

    static final String A = "jms.queue.A";
    static final String B = "jms.queue.B";

    final FakeApplicationServer server;
    final FakeQueue a;
    final FakeQueue b;
    final Repository repository;
    final QuietWindow window;
    final MemoryPositions positions = new MemoryPositions();
    final List<Problem> warnings = new ArrayList<>();
    final Map<String, RestoreState> states = new HashMap<>();
    final Map<String, SetId> sets = new HashMap<>();
    /** Jobs that were given up, and whether the window was changed when they were. */
    final Map<String, Boolean> givenUp = new HashMap<>();
    /** What the next set says of its quiet window. */
    Manifest.QuietWindowTimes times;
    /** How often a run published its report. */
    int published;
    /** What the next set says of folders. */
    final List<Manifest.FolderEntry> folders = new ArrayList<>();
    final Path conf;
    private final Path base;
    private final HttpServer domibus;

    WindowScene(Path base) throws IOException {
        this.base = base;
        server = new FakeApplicationServer(base);
        a = server.addQueue(A);
        b = server.addQueue(B);
        repository = new Repository(base.resolve("repository"));
        window = QuietWindows.stopping(server, WindowScene::settings);
        conf = Files.createDirectories(base.resolve("conf/domibus"));
        Files.createDirectories(conf.resolve("payloads"));
        Files.writeString(conf.resolve("payloads/one"), "one");
        Files.writeString(conf.resolve("domibus.properties"), "domibus.database.schema=domibus\n"
                + "domibus.attachment.storage.location=" + conf.resolve("payloads") + "\n");
        domibus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        domibus.createContext("/domibus/rest/application/info", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        domibus.start();
        server.answersAt(URI.create("http://127.0.0.1:" + domibus.getAddress().getPort()));
    }

    /** A sealed set of the queue A with messages, and of these components. */
    BackupSet set(List<PortableMessage> messages, Component... components) throws IOException {
        PartialSet partial = repository.partial(repository.newId(Instant.now(), Optional.of("source")));
        String artifact = "messages/" + A + ".jsonl.gz";
        try (ArtifactOutput output = partial.artifact(Component.MESSAGES, artifact)) {
            try (OutputStream out = output.stream();
                    MessageFileWriter writer = new MessageFileWriter(A, out, name -> {
                        throw new IOException("no bodies of their own");
                    }, MessageFileWriter.DEFAULT_LEVEL)) {
                messages.forEach(writer::write);
                writer.finish();
            }
            return partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "operator", "backup",
                    Instant.now(), Instant.now(), null, times, List.of(components),
                    List.of(new QueueEntry(A, "A", null, artifact, messages.size(), 0, messages.size(), 0, 0, 0)),
                    List.of(), folders, Map.of(), List.of(), List.of(output.commit(Map.of()))));
        }
    }

    /** Messages as Artemis names them. */
    static List<PortableMessage> texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> new PortableMessage(
                MessageHeader.builder().id("ID:" + UUID.randomUUID()).build(), Map.of(),
                new Body.Text(prefix + number))).toList();
    }

    /** A new execution of a job behind its preflight. */
    RestoreRun run(String job, BackupSet set, RestoreRequest request) {
        sets.put(job, set.id());
        RestoreState state = states.getOrDefault(job, RestoreState.NEW);
        RestoreRun run = new RestoreRun(new RestoreRun.Start(job, "operator", Instant.EPOCH), request,
                new RestoreRun.Places(server, settings(), repository, window, new QueuePauses(server), positions, Map.of()),
                set,
                state, new Notebook<>() {
                    @Override
                    public Progress progress(String task, String unit) {
                        return TestProgress.of(task, unit);
                    }

                    @Override
                    public void warning(Problem problem) {
                        warnings.add(problem);
                    }

                    @Override
                    public void remember(RestoreState now) {
                        states.put(job, now);
                    }

                    @Override
                    public void report(RestoreReport now) {
                        published++;
                    }
                });
        Rollback.of(window.current(), set.id(), job, state.rollsBack(), repository, this::undone)
                .ifPresent(rollback -> run.takesBack(rollback, this::giveUp));
        run.found(new Discovery.Found(FakeApplicationServer.DOMIBUS, installation()));
        List<ImportQueue> queues = set.manifest().queues().stream().map(queue -> new ImportQueue(queue.name(),
                queue.name(), set.folder().resolve(queue.artifact()), queue.taken(), MessageChoice.ALL)).toList();
        run.goesTo(new RestoreTargets(List.of(), List.of(), queues));
        run.imports(new MessageImport(job, queues, server, positions, 10 << 10,
                TestProgress.of("import-messages", "messages"), run::checkStop));
        return run;
    }

    /** Notes who can no longer be restarted, and whether Domibus was still kept from starting then. */
    private void giveUp(Rollback rollback) {
        boolean changed = window.current().filter(QuietWindowRecord::isChanged).isPresent();
        rollback.undone().forEach(undone -> givenUp.put(undone.job(), changed));
    }

    private Optional<Rollback.Undone> undone(String job) {
        return Optional.ofNullable(sets.get(job)).map(set -> new Rollback.Undone(job, set,
                states.getOrDefault(job, RestoreState.NEW).rollsBack(), true));
    }

    /** The step {@code import-messages}, message by message, each in its transaction. */
    void importMessages(RestoreRun run) {
        MessageImport messages = run.messages().orElseThrow();
        try (ImportReading reading = new ImportReading(messages); ImportWriting writing = new ImportWriting(messages)) {
            for (Optional<ImportItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                writing.write(List.of(item.get()));
                server.commit();
                positions.commit();
            }
        } catch (RuntimeException e) {
            server.rollback();
            positions.rollback();
            throw e;
        }
    }

    static List<String> texts(FakeQueue queue) {
        return queue.contents().stream().map(PortableMessage::body)
                .map(body -> body instanceof Body.Text text ? text.text() : "bytes").toList();
    }

    private Installation installation() {
        return new InstallationReader().read(new ServerFacts(ServerKind.WILDFLY, Optional.empty(),
                Map.of("domibus.config.location", conf.toString()), Map.of(), List.of("-Xmx1g"), List.of(), List.of(),
                List.of()));
    }

    private static Settings settings() {
        Properties properties = new Properties();
        properties.setProperty("domibus.backup.messages.owned-queues", A + "," + B);
        properties.setProperty("domibus.backup.repository.reserve-mib", "1");
        return Settings.read(Optional.empty(), properties);
    }

    @Override
    public void close() {
        domibus.stop(0);
    }
}
