package dev.domibusbackup.job.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.domibusbackup.job.Reporter;
import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.job.backup.MessageSet;
import dev.domibusbackup.job.backup.SafetySet;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.set.SetId;

/**
 * A backup of everything that this restore changes, within its own window and sealed before the first change, all
 * queues, schemas and folders of the components that take part. Its last act marks the installation as being changed:
 * from then on Domibus starts only when the restore is whole, or was taken back.
 */
public final class SafetyBackup implements RestoreStep {

    private static final String LABEL = "safety";

    @Override
    public void run(RestoreRun run) {
        if (!run.needsWindow() || run.state().counted()) {
            return;
        }
        QuietWindowRecord window = OpenQuietWindow.window(run);
        // a scanner retries at each boot what once failed to deploy
        run.server().keepDown(run.found().domibus());
        if (run.rollback().isPresent()) {
            // the way back stays what it was: what is here now is half of two installations
            run.quietWindow().markChanged(run.job(), run.set().id());
        } else if (!run.request().takesSafetyBackup()) {
            run.warn(RestoreWindowProblem.NO_WAY_BACK.with());
            run.quietWindow().markChanged(run.job(), null);
        } else {
            run.quietWindow().markChanged(run.job(), safetySet(run, window));
            run.publish();
        }
    }

    /** Takes what is to be taken before the window opens. */
    static void prepare(RestoreRun run) {
        if (isDue(run)) {
            SafetySet.Extent extent = SafetyExtent.of(run);
            if (extent.components().isEmpty()) {
                return;
            }
            beginAnewIfStale(run);
            SafetySet set = set(run, begun(run), extent);
            try (Stopping stopping = new Stopping(run, set)) {
                set.prepare();
            }
        }
    }

    /** Everything that can be known to hinder the safety backup, the want of room for it included. */
    static List<Problem> problems(RestoreRun run) {
        return isDue(run) ? ask(run, SafetySet::problems) : List.of();
    }

    /** Whether the repository has room for the safety set. */
    static List<Problem> spaceProblems(RestoreRun run) {
        return isDue(run) ? ask(run, SafetySet::spaceProblems) : List.of();
    }

    private static List<Problem> ask(RestoreRun run, Function<SafetySet, List<Problem>> question) {
        try {
            SafetySet.Extent extent = SafetyExtent.of(run);
            return extent.components().isEmpty() ? List.of() : question.apply(probe(run, extent));
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    private static boolean isDue(RestoreRun run) {
        return run.needsWindow() && run.rollback().isEmpty() && run.request().takesSafetyBackup()
                && !run.state().counted() && !isWayBack(run, run.quietWindow().current());
    }

    private static boolean isSealed(RestoreRun run) {
        RestoreState.Safety safety = run.state().safety();
        return safety != null && run.repository().contains(safety.set());
    }

    private static SetId safetySet(RestoreRun run, QuietWindowRecord window) {
        if (window.isChanged()) {
            return window.safetySet();
        }
        if (isWayBack(run, Optional.of(window))) {
            SetId sealed = run.state().safety().set();
            noteSeal(run, sealed);
            run.remember(run.state().with(new RestoreState.Safety(sealed, true)));
            return sealed;
        }
        SafetySet.Extent extent = SafetyExtent.of(run);
        if (extent.components().isEmpty()) {
            // of all that comes back nothing is here: there is nothing to lose
            return null;
        }
        beginAnewIfStale(run);
        SetId id = begun(run);
        SafetySet set = set(run, id, extent);
        try (Stopping stopping = new Stopping(run, set)) {
            set.take(window);
        }
        run.remember(run.state().with(new RestoreState.Safety(id, true)));
        return id;
    }

    /** Whether the sealed set is of the open window: in another one Domibus has worked since it was taken. */
    private static boolean isWayBack(RestoreRun run, Optional<QuietWindowRecord> window) {
        return isSealed(run) && window.filter(open -> open.job().equals(run.job()))
                .filter(open -> open.isChanged() || open.id().equals(run.repository()
                        .find(run.state().safety().set()).manifest().quietWindow().id())).isPresent();
    }

    /** A sealed set of another window is a good set, but not the way back: another is begun. */
    private static void beginAnewIfStale(RestoreRun run) {
        if (isSealed(run)) {
            noteSeal(run, run.state().safety().set());
            begin(run);
        }
    }

    /** The process may have died between the seal and its note. */
    private static void noteSeal(RestoreRun run, SetId sealed) {
        MessageSet.noteIfMissing(run.repository(), sealed, run.start().user(), run.job());
    }

    /** Its id is noted before it begins: what there is of it is found again after a crash. */
    private static SetId begun(RestoreRun run) {
        return run.state().safety() == null ? begin(run) : run.state().safety().set();
    }

    private static SetId begin(RestoreRun run) {
        SetId id = run.repository().newId(Instant.now(), Optional.of(label(run)));
        run.remember(run.state().with(new RestoreState.Safety(id, false)));
        return id;
    }

    private static String label(RestoreRun run) {
        return Optional.ofNullable(run.request().label()).orElse(LABEL);
    }

    private static SafetySet set(RestoreRun run, SetId id, SafetySet.Extent extent) {
        return new SafetySet(start(run), new BackupRun.Places(run.server(), run.settings(), run.repository(),
                run.quietWindow(), run.repository().partial(id)), extent, new Prefixed(run));
    }

    /** One that takes nothing: it is only asked whether it could. */
    private static SafetySet probe(RestoreRun run, SafetySet.Extent extent) {
        return new SafetySet(start(run), new BackupRun.Places(run.server(), run.settings(), run.repository(),
                run.quietWindow(), null), extent, new Prefixed(run));
    }

    private static BackupRun.Start start(RestoreRun run) {
        return new BackupRun.Start(run.job(), run.start().user(), run.start().createdAt());
    }

    /** Tells of the safety backup as a part of the restore. */
    private record Prefixed(RestoreRun run) implements Reporter {

        @Override
        public Progress progress(String task, String unit) {
            return run.progress("safety-" + task, unit);
        }

        @Override
        public void warning(Problem problem) {
            run.warn(problem);
        }
    }

    /** While the set is taken, a stop of the job stops it. */
    private static final class Stopping implements AutoCloseable {

        private final AutoCloseable registered;

        private Stopping(RestoreRun run, SafetySet set) {
            registered = run.onStop(set::stop);
            if (run.isStopRequested()) {
                set.stop();
            }
        }

        @Override
        public void close() {
            try {
                registered.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
