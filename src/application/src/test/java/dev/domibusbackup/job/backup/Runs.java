package dev.domibusbackup.job.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.Reporter;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/** Executions of one backup on a fake server, without a batch runtime. */
final class Runs {

    static final SetId SET = new SetId("20261122T101500123Z-run");

    private final FakeApplicationServer server;
    private final QuietWindow window;
    private final Repository repository;
    private final Properties properties = new Properties();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final List<Problem> warnings = new CopyOnWriteArrayList<>();

    Runs(FakeApplicationServer server, Path base) {
        this.server = server;
        repository = new Repository(base.resolve("repository"));
        window = QuietWindows.stopping(server, this::settings);
    }

    void setting(String name, String value) {
        properties.setProperty("domibus.backup." + name, value);
    }

    private Settings settings() {
        return Settings.read(Optional.empty(), properties);
    }

    /** A new execution of the same job; the window is not open yet. */
    BackupRun begin(List<ExportedQueue> queues) {
        return begin(BackupRequest.DEFAULT, null, queues);
    }

    BackupRun begin(BackupRequest request, Installation installation, List<ExportedQueue> queues) {
        progress.clear();
        BackupRun run = new BackupRun(new BackupRun.Start("job", "operator", Instant.EPOCH), request,
                new BackupRun.Places(server, settings(), repository, window, repository.partial(SET)),
                new Reporter() {
                    @Override
                    public Progress progress(String task, String unit) {
                        return progress.computeIfAbsent(task, key -> TestProgress.of(task, unit));
                    }

                    @Override
                    public void warning(Problem problem) {
                        warnings.add(problem);
                    }
                });
        run.found(installation, FakeApplicationServer.DOMIBUS, queues);
        return run;
    }

    /** A new execution with its quiet window open. */
    BackupRun open(List<ExportedQueue> queues) {
        BackupRun run = begin(queues);
        new OpenQuietWindow().run(run);
        return run;
    }

    Repository repository() {
        return repository;
    }

    Progress progress(String task) {
        return progress.get(task);
    }

    List<Problem> warnings() {
        return warnings;
    }

    static ExportedQueue owned(String name) {
        return new ExportedQueue(name, name, Optional.empty(), true);
    }

    static ExportedQueue foreign(String name) {
        return new ExportedQueue(name, name, Optional.empty(), false);
    }
}
