package dev.domibusbackup.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.domibusbackup.problem.MonitorProblem;
import dev.domibusbackup.problem.Problem;

/** The last look at the installation, so that nobody who reads an attribute waits for the server. */
final class LastLook {

    private static final System.Logger LOG = System.getLogger(LastLook.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final Sights sights;
    private final Clock clock;
    /** What the last look that succeeded saw. */
    private InstallationSummary seen = InstallationSummary.NOTHING;
    private volatile InstallationSummary shown = seen;
    private volatile boolean due = true;
    private Instant looked;

    LastLook(Sights sights, Clock clock) {
        this.sights = sights;
        this.clock = clock;
    }

    /** What there is to show. */
    InstallationSummary get() {
        return shown;
    }

    /** Something has happened: the next call looks again. */
    void makeDue() {
        due = true;
    }

    /** Looks if it is time to. One thread calls it again and again. */
    void lookIfDue() {
        if (!due && clock.instant().isBefore(looked.plus(BETWEEN_LOOKS))) {
            return;
        }
        try {
            if (sights.isServerUp()) {
                begin();
                seen = sights.installation();
                shown = seen;
            }
        } catch (RuntimeException e) {
            // an exception would end the schedule; who watches sees the problem and the age
            begin();
            Problem problem = MonitorProblem.NOT_LOOKED.with("reason", e.getClass().getSimpleName(), "reference",
                    UUID.randomUUID());
            LOG.log(System.Logger.Level.WARNING, problem.toString(), e);
            shown = seen.with(problem.toString());
        }
    }

    private void begin() {
        due = false;
        looked = clock.instant();
    }
}
