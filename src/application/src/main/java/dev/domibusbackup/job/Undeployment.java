package dev.domibusbackup.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.monitor.Background;

/**
 * Ends all work of ours while our beans, our tables and our class loader are still there. What goes on longer than we
 * can wait is cut off by the server and found as after a crash. The batch runtime cannot be asked: it may have gone
 * before us, and it waits for no job.
 */
@ApplicationScoped
public class Undeployment {

    private static final System.Logger LOG = System.getLogger(Undeployment.class.getName());
    /** How long a job may take to leave the piece of work it is at. */
    private static final Duration JOB = Duration.ofSeconds(20);
    /** How long what is repeated in the background may take, before it is interrupted and again after that. */
    private static final Duration BACKGROUND = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 50;

    @Inject
    private Environment environment;

    @Inject
    private JobCatalog catalog;

    @Inject
    private JobWorks works;

    @Inject
    private InstallationLock lock;

    @Inject
    private StepGuard guard;

    @Inject
    private Background background;

    /** To be called before anything of ours is taken away. */
    void endWork() {
        environment.leave();
        try {
            endJob();
            LeftBehind.problems(environment::quietWindow, environment::queuePauses)
                    .forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.toString()));
        } finally {
            if (!background.end(BACKGROUND)) {
                LOG.log(System.Logger.Level.WARNING, "Undeployed while background work does not end within {0}.",
                        BACKGROUND.multipliedBy(2));
            }
            RecordMethods.forgetOurs();
        }
    }

    /** There is one at most that has the lock. Verifications look for themselves whether we are leaving. */
    private void endJob() {
        Optional<JobRecord> job = lock.holder().flatMap(catalog::find).filter(found -> found.executionId() != null);
        job.filter(found -> !found.name().equals(JobName.VERIFY.xml()))
                .ifPresent(found -> works.of(found.name()).stop(found.executionId()));
        long end = System.nanoTime() + JOB.toNanos();
        while (isAtWork()) {
            if (System.nanoTime() - end > 0) {
                LOG.log(System.Logger.Level.WARNING, "Undeployed while a job does not end within {0}: {1}", JOB,
                        job.map(JobRecord::id).orElse("a verification"));
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isAtWork() {
        return lock.holder().isPresent() || guard.isAtWork();
    }
}
