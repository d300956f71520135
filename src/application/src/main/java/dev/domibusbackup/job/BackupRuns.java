package dev.domibusbackup.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.Owner;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/**
 * The executions of backups that this process runs, and how a batch execution finds its job. A job started from the
 * server's console has no request yet: it gets the default one, noted under the user {@code console}.
 */
@ApplicationScoped
public class BackupRuns {

    private static final String CONSOLE = "console";

    private final Map<Long, BackupRun> runs = new ConcurrentHashMap<>();

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    /**
     * The job of a batch execution; noted now if it is not yet. A request belongs to one instance of the batch runtime:
     * started with the id of another job, it is a job from the console like any other.
     *
     * @param request the job parameter, empty when it was started without
     */
    public JobRecord job(JobName name, long instance, long execution, String request) {
        JobRecord job = Optional.of(request).filter(id -> !id.isBlank()).flatMap(catalog::find)
                .filter(found -> found.instanceId() == null || found.instanceId() == instance)
                .or(() -> catalog.findByInstance(instance)).orElseGet(() -> fromConsole(name));
        Owner self = Owner.self();
        catalog.runs(job.id(), instance, execution, self.pid(), self.jvmStart());
        return job;
    }

    private JobRecord fromConsole(JobName name) {
        String id = UUID.randomUUID().toString();
        environment.repository().audit().append(
                new Audit.Entry(Instant.now(), CONSOLE, name.xml() + ".start", id, "ok", Map.of()));
        return catalog.add(id, name.xml(), Jobs.json(BackupRequest.DEFAULT), CONSOLE);
    }

    /** The run of an execution; begun if it is new. */
    public BackupRun of(JobRecord job, long execution) {
        return runs.computeIfAbsent(execution, id -> begin(job, execution));
    }

    private BackupRun begin(JobRecord job, long execution) {
        BackupRequest request = request(job);
        Repository repository = environment.repository();
        SetId set = Optional.ofNullable(job.setId()).map(SetId::new)
                .orElseGet(() -> repository.newId(job.createdAt(), Optional.ofNullable(request.label())));
        catalog.makes(job.id(), set.value());
        BackupRun.Places places = new BackupRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), repository.contains(set) ? null : repository.partial(set));
        return new BackupRun(new BackupRun.Start(job.id(), job.requestedBy(), job.createdAt()), request, places,
                new CatalogReporter(job.id(), execution));
    }

    private static BackupRequest request(JobRecord job) {
        try {
            return Json.mapper().readValue(job.request(), BackupRequest.class);
        } catch (IOException e) {
            throw new IllegalStateException("the stored request of job " + job.id() + " is damaged", e);
        }
    }

    /** The run of an execution, if it has begun here. */
    public Optional<BackupRun> find(long execution) {
        return Optional.ofNullable(runs.get(execution));
    }

    /** Forgets an execution and ends what lives in this process alone. */
    public void end(long execution) {
        Optional.ofNullable(runs.remove(execution)).ifPresent(BackupRun::release);
    }

    private final class CatalogReporter implements BackupRun.Reporter {

        private final String job;
        private final long execution;

        private CatalogReporter(String job, long execution) {
            this.job = job;
            this.execution = execution;
        }

        @Override
        public Progress progress(String task, String unit) {
            return progress.of(job, task, unit);
        }

        @Override
        public void warning(Problem problem) {
            catalog.addProblem(job, execution, null, Severity.WARNING, problem);
        }
    }
}
