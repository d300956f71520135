package dev.domibusbackup.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.SetId;

/**
 * Opens and closes the one quiet window of this installation. Every change is written down before it is made.
 */
public final class QuietWindow {

    private static final System.Logger LOG = System.getLogger(QuietWindow.class.getName());

    private final ApplicationServer server;
    private final QuietWindowFile file;
    private final WayOfQuiet way;
    private final QuietWindowDraft draft;
    /** Held while an installation is made quiet again and while a restore ends its change: never both. */
    private final Object changeEnds = new Object();
    private final QuietWindowListener listener;
    private CompletableFuture<Closed> closing;

    QuietWindow(ApplicationServer server, QuietWindowFile file, WayOfQuiet way, QuietWindowListener listener) {
        this.server = server;
        this.listener = listener;
        this.file = file;
        this.way = way;
        draft = new QuietWindowDraft(server);
    }

    /**
     * What a job asks for.
     *
     * @param purpose          what for
     * @param job              UUID of the job
     * @param domibus          what to stop
     * @param queues           broker names of Domibus's queues
     * @param hold             stay stopped whatever happens
     * @param foreignConsumers what to do with others that hold messages
     */
    public record Request(Purpose purpose, String job, DomibusDeployment domibus, List<String> queues, boolean hold,
                          ForeignConsumers foreignConsumers) {

        public Request {
            queues = List.copyOf(queues);
        }
    }

    /**
     * A window that was closed.
     *
     * @param record      the window
     * @param closedAt    when everything was undone
     * @param unavailable from the request to stop until Domibus answered again
     */
    public record Closed(QuietWindowRecord record, Instant closedAt, Duration unavailable) {
    }

    /** What the window waits for at this moment, while it is being opened or closed. */
    public Optional<Phase> phase() {
        return way.phase();
    }

    /** The window as written down, if one is open. */
    public Optional<QuietWindowRecord> current() {
        return file.read();
    }

    /**
     * Opens the window and takes the cut. A window of the same job that is still open and still quiet is kept, with its
     * id: as it is when this process opened it, or when it was to be held, its process has died, and every queue has
     * as many messages as at the cut. Otherwise it goes on under a new id, and nothing taken under the old one may be
     * used. The cuts from before the first change stay in any case: what lies beyond them came since, and stays.
     */
    public synchronized QuietWindowRecord open(Request request) {
        refuseWhileClosing();
        Optional<QuietWindowRecord> found = current();
        if (found.isPresent() && !request.job().equals(found.get().job())) {
            throw new ProblemException(found.get().hindrance());
        }
        if (found.isPresent() && found.get().state() == State.OPEN && QuietWindowDraft.covers(found.get(), request)
                && way.isQuiet(found.get())) {
            Optional<QuietWindowRecord> same = found.get().owner().isSelf() ? found : draft.outlived(found.get());
            if (same.isPresent()) {
                file.write(same.get());
                return same.get();
            }
        }
        String id = UUID.randomUUID().toString();
        QuietWindowRecord window = found.map(old -> draft.adopted(old, id, request))
                .orElseGet(() -> draft.intent(id, request));
        file.write(window);
        if (found.isEmpty()) {
            listener.opened(window);
        }
        way.makeQuiet(window, request.foreignConsumers());
        QuietWindowRecord open = window.quietAt(Instant.now(), draft.cuts(window));
        file.write(open);
        LOG.log(System.Logger.Level.INFO, "Quiet window {0} is open: Domibus is stopped, {1} queues are paused.",
                id, open.queues().size());
        return open;
    }

    /**
     * Opens the window for a job that takes back what another did: the window of the other goes over to it, with what
     * it knows of the change.
     *
     * @param from the job whose window it is; nothing but what {@link #open} does when the window went over before
     */
    public synchronized QuietWindowRecord takeOver(String from, Request request) {
        refuseWhileClosing();
        current().filter(window -> window.job().equals(from)).ifPresent(window -> {
            file.write(window.of(request.job()));
            LOG.log(System.Logger.Level.INFO, "Quiet window {0} goes over from job {1} to job {2}.", window.id(), from,
                    request.job());
        });
        return open(request);
    }

    /**
     * To be called before the first act that cannot be undone by closing the window: from now on Domibus does not start
     * by us, nor does the window close, until {@link #markWhole}. On disk when this returns. Calling it again changes
     * nothing.
     *
     * @param safetySet the sealed set that takes the change back; {@code null} when there is none
     */
    public synchronized void markChanged(String job, SetId safetySet) {
        refuseWhileClosing();
        QuietWindowRecord window = current().filter(open -> open.job().equals(job) && open.state() == State.OPEN)
                .orElseThrow(() -> RestoreWindowProblem.WINDOW_GONE.exception("job", job));
        if (!window.isChanged()) {
            file.write(window.changed(Instant.now(), safetySet));
            LOG.log(System.Logger.Level.INFO, "Job {0} begins to change the installation; back to what was before "
                    + "leads the set {1}.", job, String.valueOf(safetySet));
        }
    }

    /**
     * What a restore brought back is whole and counted: Domibus may start, if it ran before. Calling it again changes
     * nothing.
     */
    public void markWhole(String job) {
        endChange(job, window -> window);
    }

    /** As {@link #markWhole}; and the closing of the window starts Domibus, whether it ran before or not. */
    public void markWholeAndStarting(String job) {
        endChange(job, QuietWindowRecord::starting);
    }

    /** As {@link #markWhole}; and the window stays, by the same write, so that no recovery starts Domibus. */
    public void markWholeAndHeld(String job) {
        endChange(job, window -> window.in(State.HELD));
    }

    private synchronized void endChange(String job, UnaryOperator<QuietWindowRecord> after) {
        synchronized (changeEnds) {
            current().filter(window -> window.job().equals(job))
                    .ifPresent(window -> file.write(after.apply(window.whole())));
        }
    }

    /** Throws why nobody else may begin to work while an installation is half restored. */
    public void refuseWhileChanged() {
        current().filter(QuietWindowRecord::isChanged).ifPresent(window -> {
            throw new ProblemException(window.hindrance());
        });
    }

    /**
     * Makes a half restored installation quiet again if somebody started Domibus or resumed a queue. Waits for no job
     * that is at work in the window.
     *
     * @return what was found, in words; empty if all is as it must be
     */
    public List<String> blockAgain() {
        if (way.isStopping() || current().filter(window -> window.isChanged() && !way.isQuiet(window)).isEmpty()) {
            return List.of();
        }
        synchronized (changeEnds) {
            // read again: what was seen awake may have been woken by the restore's own end
            return current().filter(QuietWindowRecord::isChanged).map(way::quietAgain).orElse(List.of());
        }
    }

    /** The job ended well and the operator asked to leave Domibus stopped: the window stays until it is closed. */
    public synchronized void keepClosedDown() {
        refuseWhileChanged();
        file.read().ifPresent(window -> file.write(window.in(State.HELD)));
    }

    /**
     * Closes the window: resumes what we paused, starts what we stopped, sees it answer. A closing that takes longer
     * than it may is reported and goes on by itself; calling again joins it.
     *
     * @throws ProblemException when Domibus did not come back; the record stays then. While its stop has not ended
     *                          there is no use in waiting: DB-QUIET-012 at once. While the installation is half
     *                          restored it is not closed at all: DB-RST-080 or 081
     */
    public Closed close() {
        CompletableFuture<Closed> running = beginClosing();
        if (way.isStopping()) {
            throw beingClosed();
        }
        try {
            return running.get(way.patience().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw StopDomibus.asProblem(e.getCause());
        } catch (TimeoutException e) {
            throw QuietProblem.STILL_CLOSING.caused(e, "bound", way.patience().multipliedBy(2), "reason",
                    "Domibus is still stopping or starting");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuietProblem.STILL_CLOSING.caused(e, "bound", way.patience(), "reason", "the wait was interrupted");
        }
    }

    private synchronized CompletableFuture<Closed> beginClosing() {
        if (isClosing()) {
            return closing;
        }
        refuseWhileChanged();
        QuietWindowRecord window = file.read().orElseThrow(QuietProblem.NONE_OPEN::exception);
        file.write(window.in(State.CLOSING));
        closing = way.endQuiet(window).thenApply(nothing -> closed(window)).toCompletableFuture();
        return closing;
    }

    /**
     * Throws DB-QUIET-012 while a window is being closed. To be asked before anything else is done: a deployment that
     * is stopping blocks much of what the server's management model is asked.
     */
    public void refuseWhileClosing() {
        if (isClosing()) {
            throw beingClosed();
        }
    }

    private ProblemException beingClosed() {
        return QuietProblem.BEING_CLOSED.exception("deployment",
                current().map(window -> window.domibus().name()).orElse("just back"));
    }

    private synchronized boolean isClosing() {
        return closing != null && !closing.isDone();
    }

    private Closed closed(QuietWindowRecord window) {
        file.remove();
        listener.closed(window);
        Instant now = Instant.now();
        LOG.log(System.Logger.Level.INFO, "Quiet window {0} is closed: queues are resumed{1}.", window.id(),
                window.wasRunning() ? ", Domibus answers" : "; Domibus had been stopped before and stays so");
        return new Closed(window, now, Duration.between(window.openedAt(), now));
    }

    /**
     * Ends a held window when the operator has started Domibus by himself, after an upgrade for example: the queues
     * are resumed, nothing is started.
     *
     * @param runningJob the job at work; its window is its own
     * @return the window, if it was ended
     */
    public synchronized Optional<QuietWindowRecord> releaseIfDomibusRuns(Optional<String> runningJob) {
        if (isClosing() || way.isStopping()) {
            return Optional.empty();
        }
        Optional<QuietWindowRecord> held = file.read().filter(window -> !window.isChanged())
                .filter(window -> window.state() == State.HELD
                        || window.hold() && runningJob.filter(window.job()::equals).isEmpty())
                .filter(window -> server.state(window.domibus().name()) == DeploymentState.RUNNING);
        held.ifPresent(window -> {
            window.queues().stream().filter(queue -> !queue.pausedBefore())
                    .forEach(queue -> server.resume(queue.name()));
            file.remove();
            listener.closed(window);
        });
        return held;
    }
}
