package dev.domibusbackup.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.Owner;
import dev.domibusbackup.quiet.Phase;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.SetId;

/**
 * An open quiet window as its record says, and what the operator can do about it.
 *
 * @param changedAt since when a restore has been changing the installation; absent if it is whole
 * @param safetySet the set that takes the restore back; absent when there is none
 * @param phase     what it waits for at this moment; absent when for nothing
 * @param problem   why nobody else may work on the installation, and what to call
 */
public record QuietWindowAnswer(String id, Purpose purpose, String job, Owner owner, State state, boolean hold,
                                DomibusDeployment domibus, boolean wasRunning, List<PausedQueue> queues,
                                Instant openedAt, Instant cutAt, List<QueueCut> cuts, Instant changedAt,
                                SetId safetySet, PhaseAnswer phase, Problem problem) {

    static QuietWindowAnswer of(QuietWindowRecord window, Optional<Phase> phase) {
        return new QuietWindowAnswer(window.id(), window.purpose(), window.job(), window.owner(), window.state(),
                window.hold(), window.domibus(), window.wasRunning(), window.queues(), window.openedAt(),
                window.cutAt(), window.cuts(), window.changedAt(), window.safetySet(),
                phase.map(PhaseAnswer::of).orElse(null), window.hindrance());
    }
}
