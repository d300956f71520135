package dev.domibusbackup.quiet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.SetId;

/**
 * What is written down about an open quiet window, so that whoever finds it can undo it.
 *
 * @param id           the window
 * @param purpose      what it is open for
 * @param job          UUID of the job it belongs to
 * @param owner        the process that opened it
 * @param state        how far it got
 * @param hold         stay stopped whatever happens, until the operator says otherwise
 * @param domibus      what was stopped and how it had been deployed
 * @param wasRunning   whether Domibus is started at the end: it ran before, or a restore has brought back one that is
 *                     to run
 * @param queues       the queues of Domibus and whether they had been paused before us
 * @param openedAt     when Domibus was asked to stop
 * @param cutAt        the moment the stores agree for; {@code null} until then
 * @param cuts         the queues at the cut
 * @param changedAt    since when a restore has been changing the installation; {@code null} before, and once what it
 *                     brought back is whole and counted
 * @param safetySet    the set that takes the restore back; {@code null} before the first change, or when it was declined
 */
public record QuietWindowRecord(String id, Purpose purpose, String job, Owner owner, State state, boolean hold,
                                DomibusDeployment domibus, boolean wasRunning, List<PausedQueue> queues,
                                Instant openedAt, Instant cutAt, List<QueueCut> cuts, Instant changedAt,
                                SetId safetySet) {

    /** What a window is open for; decides what a recovery may do. */
    public enum Purpose {
        /** Domibus always comes back. */
        BACKUP,
        /** After the first destructive act Domibus must not start until the restore ended or was rolled back. */
        RESTORE
    }

    /** How far a window got. */
    public enum State {
        /** The intent is written; Domibus is being stopped, queues are being paused. */
        OPENING,
        /** Everything is quiet. */
        OPEN,
        /** The job ended and the operator asked to leave Domibus stopped. */
        HELD,
        /** Queues are being resumed and Domibus is being started. */
        CLOSING
    }

    /**
     * A queue we paused, or found paused.
     *
     * @param name         broker name
     * @param pausedBefore paused by somebody else before us: stays paused
     */
    public record PausedQueue(String name, boolean pausedBefore) {
    }

    @JsonCreator
    public QuietWindowRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(domibus, "domibus");
        queues = List.copyOf(queues);
        cuts = List.copyOf(cuts);
        if (changedAt != null && purpose != Purpose.RESTORE) {
            throw new IllegalArgumentException("a " + purpose + " changes nothing");
        }
    }

    /** A window in which nothing was changed yet. */
    public QuietWindowRecord(String id, Purpose purpose, String job, Owner owner, State state, boolean hold,
                             DomibusDeployment domibus, boolean wasRunning, List<PausedQueue> queues,
                             Instant openedAt, Instant cutAt, List<QueueCut> cuts) {
        this(id, purpose, job, owner, state, hold, domibus, wasRunning, queues, openedAt, cutAt, cuts, null, null);
    }

    /** Whether a restore began to change the installation and is not at its end: Domibus must not start. */
    public boolean isChanged() {
        return changedAt != null;
    }

    /** Whether Domibus comes back when the process that opened the window has died. */
    public boolean isUndoneAfterCrash() {
        return !isChanged() && !hold && state != State.HELD;
    }

    /** Why nobody else may work on the installation, and what the operator can do. */
    public Problem hindrance() {
        if (!isChanged()) {
            return QuietProblem.ALREADY_OPEN.with("since", openedAt, "purpose", purpose, "job", job);
        }
        return safetySet == null ? RestoreWindowProblem.CHANGED_FOR_GOOD.with("job", job, "since", changedAt)
                : RestoreWindowProblem.CHANGED.with("job", job, "since", changedAt, "set", safetySet);
    }

    QuietWindowRecord in(State next) {
        return new QuietWindowRecord(id, purpose, job, owner, next, hold, domibus, wasRunning, queues, openedAt, cutAt,
                cuts, changedAt, safetySet);
    }

    /** The same window when all is quiet. One that is changed keeps the cuts that it had before the first change. */
    QuietWindowRecord quietAt(Instant cut, List<QueueCut> taken) {
        List<String> known = cuts.stream().map(QueueCut::queue).toList();
        List<QueueCut> all = new ArrayList<>(cuts);
        taken.stream().filter(now -> !known.contains(now.queue())).forEach(all::add);
        return new QuietWindowRecord(id, purpose, job, owner, State.OPEN, hold, domibus, wasRunning, queues, openedAt,
                cutAt == null ? cut : cutAt, all, changedAt, safetySet);
    }

    /** The same window in another process, whose broker counts from its own start. */
    QuietWindowRecord takenOverBy(Owner newOwner, List<QueueCut> recounted) {
        return new QuietWindowRecord(id, purpose, job, newOwner, state, hold, domibus, wasRunning, queues, openedAt,
                cutAt, recounted, changedAt, safetySet);
    }

    QuietWindowRecord adoptedAs(String newId, Owner newOwner, boolean running, List<PausedQueue> all) {
        return new QuietWindowRecord(newId, purpose, job, newOwner, State.OPENING, hold, domibus, running, all,
                openedAt, isChanged() ? cutAt : null, isChanged() ? cuts : List.of(), changedAt, safetySet);
    }

    /** The same window in the hands of another job. */
    QuietWindowRecord of(String newJob) {
        return new QuietWindowRecord(id, purpose, newJob, owner, state, hold, domibus, wasRunning, queues, openedAt,
                cutAt, cuts, changedAt, safetySet);
    }

    QuietWindowRecord changed(Instant at, SetId wayBack) {
        return new QuietWindowRecord(id, purpose, job, owner, state, hold, domibus, wasRunning, queues, openedAt,
                cutAt, cuts, at, wayBack);
    }

    /** The same window when the change has come to its end. */
    QuietWindowRecord whole() {
        return changed(null, safetySet);
    }

    /** The same window, at whose end Domibus is started in any case. */
    QuietWindowRecord starting() {
        return new QuietWindowRecord(id, purpose, job, owner, state, hold, domibus, true, queues, openedAt, cutAt,
                cuts, changedAt, safetySet);
    }
}
