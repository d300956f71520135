package dev.domibusbackup.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportLedger;
import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.port.PortReport;
import dev.domibusbackup.job.port.PortRun;
import dev.domibusbackup.job.port.PortState;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of portings that this process runs. */
@ApplicationScoped
public class PortRuns {

    private final Map<Long, PortRun> runs = new ConcurrentHashMap<>();

    @Inject
    private JobCatalog catalog;

    @Inject
    private ImportLedger ledger;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    @Inject
    private JobLookup lookup;

    /** The run of an execution; begun if it is new. */
    public PortRun of(JobRecord job, long execution) {
        return runs.computeIfAbsent(execution, id -> begin(job, execution));
    }

    private PortRun begin(JobRecord job, long execution) {
        Repository repository = environment.repository();
        BackupSet set = job.setId() == null ? repository.newest() : repository.find(new SetId(job.setId()));
        catalog.makes(job.id(), set.id().value());
        PortRun.Places places = new PortRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), environment.queuePauses(), ledger);
        PortRun run = new PortRun(new PortRun.Start(job.id(), job.requestedBy(), job.createdAt()),
                lookup.request(job, PortRequest.class), places, set, state(job),
                new CatalogNotebook(job.id(), execution));
        run.warnedBefore(catalog.problems(job.id()).stream()
                .filter(problem -> problem.severity() == Severity.WARNING).map(ProblemRecord::problem).toList());
        return run;
    }

    /** What a porting remembers from its executions. */
    static PortState state(JobRecord job) {
        if (job.state() == null) {
            return PortState.NEW;
        }
        try {
            return Json.mapper().readValue(job.state(), PortState.class);
        } catch (IOException e) {
            throw new IllegalStateException("the stored state of job " + job.id() + " is damaged", e);
        }
    }

    /** The run of an execution, if it has begun here. */
    public Optional<PortRun> find(long execution) {
        return Optional.ofNullable(runs.get(execution));
    }

    /** Forgets an execution. */
    public void end(long execution) {
        runs.remove(execution);
    }

    private final class CatalogNotebook implements PortRun.Notebook {

        private final String job;
        private final long execution;

        private CatalogNotebook(String job, long execution) {
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

        @Override
        public void remember(PortState state) {
            catalog.remembers(job, Jobs.json(state));
        }

        @Override
        public void report(PortReport report) {
            catalog.reports(job, Jobs.json(report));
        }
    }
}
