package dev.domibusbackup.job;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.restore.CheckRestoredCounts;
import dev.domibusbackup.job.restore.CloseQuietWindow;
import dev.domibusbackup.job.restore.EmptyQueues;
import dev.domibusbackup.job.restore.EndOfWindow;
import dev.domibusbackup.job.restore.FinishRestore;
import dev.domibusbackup.job.restore.HealthCheck;
import dev.domibusbackup.job.restore.OpenQuietWindow;
import dev.domibusbackup.job.restore.Preflight;
import dev.domibusbackup.job.restore.ReadServer;
import dev.domibusbackup.job.restore.Rehearse;
import dev.domibusbackup.job.restore.RestoreApplication;
import dev.domibusbackup.job.restore.RestoreDatabases;
import dev.domibusbackup.job.restore.RestoreFiles;
import dev.domibusbackup.job.restore.RestoreRun;
import dev.domibusbackup.job.restore.RestoreStep;
import dev.domibusbackup.job.restore.SafetyBackup;
import dev.domibusbackup.job.restore.StageServer;
import dev.domibusbackup.job.restore.WatchedStep;

/** The work behind the steps of {@code domibus-restore}, by the names of the job XML. */
@ApplicationScoped
public class RestoreSteps implements JobWork {

    private static final String REHEARSE = "rehearse";
    /** Exit status of the second step with which a rehearsal ends the job. */
    private static final String REHEARSED = "REHEARSED";
    private static final String CLOSE = "close-quiet-window";
    private static final Map<String, RestoreStep> STEPS = new HashMap<>();

    static {
        STEPS.put("preflight", new Preflight());
        STEPS.put(REHEARSE, new Rehearse());
        STEPS.put("read-server", new ReadServer());
        STEPS.put("open-quiet-window", new OpenQuietWindow());
        STEPS.put("safety-backup", new SafetyBackup());
        STEPS.put("restore-databases", new RestoreDatabases());
        STEPS.put("restore-files", new RestoreFiles());
        STEPS.put("restore-application", new RestoreApplication());
        STEPS.put("stage-server", new StageServer());
        STEPS.put("empty-queues", new EmptyQueues());
        STEPS.put("check-counts", new CheckRestoredCounts());
        STEPS.put(CLOSE, new CloseQuietWindow(HealthCheck::run));
        STEPS.put("report", new FinishRestore());
    }

    @Inject
    private InstallationLock lock;

    @Inject
    private RestoreRuns runs;

    @Inject
    private MessageImports imports;

    @Inject
    private StepGuard guard;

    @Inject
    private ImportPositions positions;

    @Inject
    private Environment environment;

    @Override
    public JobName name() {
        return JobName.RESTORE;
    }

    @Override
    public String run(String step, JobRecord job, long execution) {
        return guard.run(job.id(), execution, step, () -> {
            lock.acquire(job.id());
            RestoreRun run = runs.of(job, execution);
            WatchedStep.run(step, STEPS.get(step), run);
            imports.put(execution, run.importing());
            return step.equals(REHEARSE) && run.request().rehearsal() ? REHEARSED : "COMPLETED";
        }, "STOPPED");
    }

    @Override
    public void stop(long execution) {
        runs.find(execution).ifPresent(RestoreRun::stop);
    }

    /** Domibus comes back if nothing was changed yet; otherwise it stays stopped until the restore is ended. */
    @Override
    public void ended(JobRecord job, long execution, boolean well) {
        runs.end(execution);
        imports.end(execution);
        if (!well && !environment.isLeaving()) {
            guard.note(job.id(), execution, CLOSE,
                    () -> EndOfWindow.afterFailure(environment.quietWindow(), job.id()));
        }
    }
}
