package dev.domibusbackup.job;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

import dev.domibusbackup.database.mysql.LeftCredentials;
import dev.domibusbackup.monitor.Background;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.ApplicationServer;

/**
 * Brings Domibus back after a crash, and helps the server to clear its log of transactions. On a thread of its own
 * and only when the server is up: a deployment that calls
 * the management model while the server boots blocks it.
 */
@WebListener
public class StartUp implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger(StartUp.class.getName());
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /** The broker or the database may come up a little later; a Domibus that does not start is tried again too. */
    private static final int MOST_ATTEMPTS = 5;
    /** A minute: queues that stay paused hold Domibus up, so they are never given up. */
    private static final int LOOKS_BETWEEN_LATER_ATTEMPTS = 12;

    @Inject
    private Background background;

    @Inject
    private Undeployment undeployment;

    @Inject
    private Environment environment;

    @Inject
    private QuietWindowKeeper keeper;

    @Inject
    private QueuePauseKeeper pauses;

    @Inject
    private KnownSets sets;

    @Inject
    private LeftExecutions leftExecutions;

    /** Where we take part in the recovery of transactions. */
    private ApplicationServer joined;
    private boolean stopped;
    private boolean recovered;
    private boolean queuesRecovered;
    private boolean executionsEnded;
    private int attempts;
    private final Attempts queueAttempts = new Attempts(MOST_ATTEMPTS, LOOKS_BETWEEN_LATER_ATTEMPTS);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        background.repeat(FIRST_LOOK, BETWEEN_LOOKS, this::look);
    }

    private void look() {
        // whatever becomes of one, the others are done
        attempt(this::blockDomibus);
        attempt(this::lookAfterWindow);
        attempt(this::lookAfterQueues);
        attempt(this::joinRecovery);
        attempt(this::endLeftExecutions);
    }

    private void blockDomibus() {
        if (environment.server().isUp()) {
            keeper.block();
        }
    }

    private void lookAfterWindow() {
        if (!environment.server().isUp()) {
            return;
        }
        if (recovered) {
            keeper.release();
        } else {
            recovered = ++attempts == MOST_ATTEMPTS;
            keeper.bringBackHalfSwapped();
            keeper.recover();
            recovered = true;
            sweepCredentials();
            sets.compareAtStartUp();
        }
    }

    private void lookAfterQueues() {
        if (queuesRecovered || !environment.server().isUp() || !queueAttempts.isDue()) {
            return;
        }
        try {
            // a job at work is no failure of this attempt
            queuesRecovered = pauses.recover();
        } catch (RuntimeException e) {
            queueAttempts.failed();
            throw e;
        }
    }

    private void endLeftExecutions() {
        if (!executionsEnded && environment.server().isUp()) {
            leftExecutions.end();
            executionsEnded = true;
        }
    }

    private void attempt(Runnable act) {
        if (environment.isLeaving()) {
            return;
        }
        try {
            act.run();
        } catch (ProblemException e) {
            // an exception would end the schedule; what can be done by hand is in GET /quiet-window and the log
            LOG.log(System.Logger.Level.ERROR, "At start-up: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "At start-up", e);
        }
    }

    private synchronized void joinRecovery() {
        if (joined == null && !stopped && environment.server().isUp()) {
            environment.server().joinRecovery();
            joined = environment.server();
        }
    }

    private synchronized void leaveRecovery() {
        stopped = true;
        if (joined != null) {
            joined.leaveRecovery();
            joined = null;
        }
    }

    /** A process that was killed while a client logged in may have left its password in the temporary folder. */
    private static void sweepCredentials() {
        int swept = LeftCredentials.sweep();
        if (swept > 0) {
            LOG.log(System.Logger.Level.INFO, "Deleted {0} files with credentials that a killed process left.", swept);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            undeployment.endWork();
        } finally {
            leaveRecovery();
        }
    }
}
