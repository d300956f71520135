package dev.domibusbackup.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.monitor.Background;

/**
 * Ends all work of ours while our beans, our tables and our class loader are still there. What goes on longer than we
 * can wait is cut off by the server and found as after a crash.
 */
@ApplicationScoped
public class Undeployment {

    private static final System.Logger LOG = System.getLogger(Undeployment.class.getName());
    /** How long a job may take to leave the piece of work it is at. */
    private static final Duration JOBS = Duration.ofSeconds(20);
    /** How long what is repeated in the background may take, before it is interrupted and again after that. */
    private static final Duration BACKGROUND = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 100;
    /** Jobs that are at work are among the newest. */
    private static final int NEWEST = 50;

    @Inject
    private Environment environment;

    @Inject
    private JobCatalog catalog;

    @Inject
    private JobStates states;

    @Inject
    private Background background;

    /** To be called before anything of ours is taken away. */
    void endWork() {
        environment.leave();
        List<String> left = endJobs();
        if (!left.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "Undeployed while jobs are at work that do not end within {0}: {1}",
                    JOBS, left);
        }
        if (!background.end(BACKGROUND)) {
            LOG.log(System.Logger.Level.WARNING, "Undeployed while background work does not end within {0}.",
                    BACKGROUND.multipliedBy(2));
        }
        RecordMethods.forgetOurs();
    }

    /** Asks the jobs at work to stop, and gives those that are still at work at the bound. */
    private List<String> endJobs() {
        atWork().forEach(Undeployment::stop);
        long end = System.nanoTime() + JOBS.toNanos();
        List<JobRecord> left = atWork();
        while (!left.isEmpty() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = atWork();
        }
        return left.stream().map(JobRecord::id).toList();
    }

    private static void stop(JobRecord job) {
        try {
            Jobs.operator().stop(job.executionId());
        } catch (JobExecutionNotRunningException endedMeanwhile) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Job " + job.id() + " was about to end by itself.");
        }
    }

    private List<JobRecord> atWork() {
        return catalog.newestFirst(0, NEWEST).stream().filter(job -> job.executionId() != null)
                .filter(job -> states.of(job).isRunning()).toList();
    }
}
