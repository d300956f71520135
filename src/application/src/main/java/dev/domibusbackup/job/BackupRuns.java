package dev.domibusbackup.job;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of backups that this process runs. */
@ApplicationScoped
public class BackupRuns {

    private final Map<Long, BackupRun> runs = new ConcurrentHashMap<>();

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    @Inject
    private JobLookup lookup;

    /** The run of an execution; begun if it is new. */
    public BackupRun of(JobRecord job, long execution) {
        return runs.computeIfAbsent(execution, id -> begin(job, execution));
    }

    private BackupRun begin(JobRecord job, long execution) {
        BackupRequest request = lookup.request(job, BackupRequest.class);
        Repository repository = environment.repository();
        SetId set = Optional.ofNullable(job.setId()).map(SetId::new)
                .orElseGet(() -> repository.newId(job.createdAt(), Optional.ofNullable(request.label())));
        catalog.makes(job.id(), set.value());
        BackupRun.Places places = new BackupRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), repository.contains(set) ? null : repository.partial(set));
        BackupRun run = new BackupRun(new BackupRun.Start(job.id(), job.requestedBy(), job.createdAt()), request,
                places, new CatalogReporter(job.id(), execution));
        run.warnedBefore(catalog.problems(job.id()).stream()
                .filter(problem -> problem.severity() == Severity.WARNING).map(ProblemRecord::problem).toList());
        return run;
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
