package dev.domibusbackup.job.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.job.messages.MemoryPositions;
import dev.domibusbackup.job.messages.MessageFiles;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.porting.Decision;
import dev.domibusbackup.porting.PortingPlan;
import dev.domibusbackup.porting.QueuePlan;
import dev.domibusbackup.porting.TargetFacts;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/** One porting of the queue {@value #FROM} into {@value #TO} on a fake server; each run is an execution of it. */
final class PortScene {

    static final String FROM = "jms.queue.from";
    static final String TO = "jms.queue.to";

    final FakeApplicationServer server;
    final FakeQueue target;
    final Repository repository;
    final MemoryPositions positions = new MemoryPositions();
    final List<Problem> warnings = new ArrayList<>();
    PortState state = PortState.NEW;
    PortReport report;
    private final Path base;
    private final BackupSet set;

    PortScene(Path base) {
        this.base = base;
        server = new FakeApplicationServer(base);
        target = server.addQueue(TO);
        repository = new Repository(base.resolve("repository"));
        set = new BackupSet(new SetId("20261122T101500123Z-source"), base.resolve("source"));
    }

    /** Writes the messages of the set. */
    PortScene set(List<PortableMessage> messages) throws IOException {
        MessageFiles.write(set.folder().resolve("messages"), FROM, messages);
        return this;
    }

    static List<PortableMessage> texts(int count) {
        return IntStream.range(0, count).mapToObj(number -> new PortableMessage(
                MessageHeader.builder().id("ID:" + number).build(), Map.of(), new Body.Text("m" + number))).toList();
    }

    /** A new execution behind its preflight. */
    PortRun run(Existing existing, long messages) throws IOException {
        PortRequest request = new PortRequest(null, null, existing, null, null, null, null, null, null);
        PortRun run = new PortRun(new PortRun.Start("job", "operator", Instant.EPOCH), request,
                new PortRun.Places(server, settings(), repository, QuietWindows.stopping(server, PortScene::settings),
                        new QueuePauses(server), positions), set, state, new Notebook<>() {
                            @Override
                            public Progress progress(String task, String unit) {
                                return TestProgress.of(task, unit);
                            }

                            @Override
                            public void warning(Problem problem) {
                                warnings.add(problem);
                            }

                            @Override
                            public void remember(PortState now) {
                                state = now;
                            }

                            @Override
                            public void report(PortReport now) {
                                report = now;
                            }
                        });
        QueuePlan queue = new QueuePlan(FROM, "messages/" + FROM + ".jsonl.gz", Optional.of(TO), Decision.IMPORT,
                "wanted", messages, Optional.empty(), List.of());
        run.found(new Discovery.Found(FakeApplicationServer.DOMIBUS, installation()), new PortPlan(
                new PortingPlan(Optional.of("rules"), Optional.empty(), Optional.empty(), List.of(queue), List.of()),
                set, new TargetFacts(Set.of(), name -> true)));
        return run;
    }

    private Installation installation() throws IOException {
        Path conf = Files.createDirectories(base.resolve("conf/domibus"));
        Files.writeString(conf.resolve("domibus.properties"), "domibus.database.schema=domibus\n");
        return new InstallationReader().read(new ServerFacts(ServerKind.WILDFLY, Optional.empty(),
                Map.of("domibus.config.location", conf.toString()), Map.of(), List.of("-Xmx1g"), List.of(), List.of(),
                List.of()));
    }

    private static Settings settings() {
        return Settings.read(Optional.empty(), new Properties());
    }
}
