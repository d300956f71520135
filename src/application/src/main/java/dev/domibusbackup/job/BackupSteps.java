package dev.domibusbackup.job;

import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.job.backup.BackupStep;
import dev.domibusbackup.job.backup.CloseQuietWindow;
import dev.domibusbackup.job.backup.ConfirmDomibus;
import dev.domibusbackup.job.backup.CopyFiles;
import dev.domibusbackup.job.backup.FinishDatabaseDumps;
import dev.domibusbackup.job.backup.OpenQuietWindow;
import dev.domibusbackup.job.backup.Precopy;
import dev.domibusbackup.job.backup.Preflight;
import dev.domibusbackup.job.backup.ReadServer;
import dev.domibusbackup.job.backup.Seal;
import dev.domibusbackup.job.backup.StartDatabaseDumps;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.ProblemException;

/** The work behind the steps of {@code domibus-backup}, by the names of the job XML. */
@ApplicationScoped
public class BackupSteps implements JobWork {

    private static final String CONFIRM = "confirm-domibus";
    private static final Map<String, BackupStep> STEPS = Map.ofEntries(
            Map.entry("preflight", new Preflight()),
            Map.entry("read-server", new ReadServer()),
            Map.entry("precopy", new Precopy()),
            Map.entry("open-quiet-window", new OpenQuietWindow()),
            Map.entry("start-database-dumps", new StartDatabaseDumps()),
            Map.entry("copy-files", new CopyFiles()),
            Map.entry("close-quiet-window", new CloseQuietWindow()),
            Map.entry("finish-database-dumps", new FinishDatabaseDumps()),
            Map.entry("seal", new Seal()),
            Map.entry(CONFIRM, new ConfirmDomibus()));
    /** What is done already when a job is restarted that had taken everything and failed at the seal. */
    private static final Set<String> OF_THE_WINDOW = Set.of("read-server", "precopy", "open-quiet-window",
            "start-database-dumps", "copy-files", "close-quiet-window", "finish-database-dumps");

    @Inject
    private InstallationLock lock;

    @Inject
    private BackupRuns runs;

    @Inject
    private StepGuard guard;

    @Inject
    private Environment environment;

    @Override
    public JobName name() {
        return JobName.BACKUP;
    }

    @Override
    public String run(String step, JobRecord job, long execution) {
        return guard.run(job.id(), execution, step, () -> {
            lock.acquire(job.id());
            BackupRun run = runs.of(job, execution);
            boolean skip = run.isSealed() && !step.equals(CONFIRM)
                    || run.isEverythingTaken() && OF_THE_WINDOW.contains(step);
            if (!skip) {
                run(step, run);
            }
            return "COMPLETED";
        }, "STOPPED");
    }

    /** Work that was cut off because the operator asked to stop fails in one way or another: that is no failure. */
    private static void run(String step, BackupRun run) {
        try {
            STEPS.get(step).run(run);
        } catch (ProblemException e) {
            if (run.isStopRequested() && !step.equals(CONFIRM)) {
                throw new StopRequested();
            }
            throw e;
        }
    }

    @Override
    public void stop(long execution) {
        runs.find(execution).ifPresent(BackupRun::stop);
    }

    /** Domibus comes back. */
    @Override
    public void ended(JobRecord job, long execution, boolean well) {
        runs.end(execution).ifPresent(BackupRun::release);
        if (!well && !environment.isLeaving()) {
            bringDomibusBack(job, execution);
        }
    }

    /**
     * Closes the window of this very job, unless the operator asked to hold it for a restart. To leave Domibus stopped
     * after the backup was asked for a backup that ends well.
     */
    private void bringDomibusBack(JobRecord job, long execution) {
        boolean close = environment.quietWindow().current().filter(window -> job.id().equals(window.job()))
                .filter(window -> !window.hold()).isPresent();
        if (close) {
            guard.note(job.id(), execution, "close-quiet-window", () -> environment.quietWindow().close());
        }
    }
}
