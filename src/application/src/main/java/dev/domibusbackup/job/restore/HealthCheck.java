package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.set.Component;

/**
 * Sees whether the Domibus that has just started is well; the report lists every check. Domibus is left running
 * whatever is found: the restore is complete, and people need it. If the application, the database or the broker is not
 * well the job fails all the same, because somebody has to look now; everything else is a warning.
 */
public final class HealthCheck {

    static final String OK = "ok";
    static final String FAILED = "failed";
    static final String NOT_CHECKED = "not checked";

    private final RestoreRun run;
    private final List<String> failed = new ArrayList<>();

    private HealthCheck(RestoreRun run) {
        this.run = run;
    }

    /** What a check found out; a check that finds the opposite throws. */
    @FunctionalInterface
    private interface Look {
        Finding look();
    }

    /**
     * What a check found.
     *
     * @param result {@link #OK}, {@link #FAILED} or {@link #NOT_CHECKED}
     * @param detail why
     */
    record Finding(String result, String detail) {

        static Finding ok(String detail) {
            return new Finding(OK, detail);
        }

        static Finding failed(String detail) {
            return new Finding(FAILED, detail);
        }

        static Finding notChecked(String why) {
            return new Finding(NOT_CHECKED, why);
        }
    }

    /**
     * Checks, and puts every check into the report.
     *
     * @throws ProblemException DB-RST-110 when application, database or broker are not well
     */
    public static void run(RestoreRun run) {
        HealthCheck check = new HealthCheck(run);
        DomibusRequests domibus = new DomibusRequests(run);
        BrokerHealth broker = new BrokerHealth(run);
        check.of("application", true, () -> domibus.version(expectedVersion(run)));
        check.of("database", true, () -> DatabaseHealth.of(run));
        check.of("broker", true, broker::listeners);
        check.of("queues", false, broker::pauses);
        check.of("monitoring", false, domibus::monitoring);
        run.publish();
        if (!check.failed.isEmpty()) {
            throw RestoreServerProblem.HEALTH_FAILED.exception("failed", String.join("; ", check.failed));
        }
    }

    /** With the set's WAR it is the set's version, otherwise that of the WAR that stayed. */
    private static String expectedVersion(RestoreRun run) {
        String here = run.found().installation().version().map(DomibusVersion::version).orElse(null);
        return run.takes(Component.APPLICATION) ? SavedWar.version(run).orElse(here) : here;
    }

    private void of(String what, boolean needed, Look look) {
        Finding finding;
        try {
            finding = look.look();
        } catch (ProblemException e) {
            finding = Finding.failed(e.problem().fact());
        }
        run.report().checked(new RestoreReport.Check(what, finding.result(), finding.detail()));
        if (!finding.result().equals(FAILED)) {
            return;
        }
        if (needed) {
            failed.add(what + ": " + finding.detail());
        } else {
            run.warn(RestoreServerProblem.HEALTH_DOUBTFUL.with("check", what, "detail",
                    withoutPoint(finding.detail())));
        }
    }

    private static String withoutPoint(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
