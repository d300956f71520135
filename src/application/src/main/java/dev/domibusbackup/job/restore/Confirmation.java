package dev.domibusbackup.job.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.problem.RestoreSafetyProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;

/** Whether the operator has repeated what he is about to do, and what it costs. */
public final class Confirmation {

    private final RestoreRun run;

    Confirmation(RestoreRun run) {
        this.run = run;
    }

    /** Whether the set is confirmed; can be asked before there is a job. */
    public static Optional<Problem> ofSet(SetId set, RestoreRequest request) {
        SetId given = Optional.ofNullable(request.confirm()).map(RestoreRequest.Confirmation::set).orElse(null);
        return request.rehearsal() || set.equals(given) ? Optional.empty()
                : Optional.of(RestoreProblem.NOT_CONFIRMED.with("set", set, "given",
                        given == null ? "missing" : given));
    }

    /** Taking a failed restore back costs nothing that was not confirmed for it, and a clone costs nothing at all. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        ofSet(run.set().id(), run.request()).ifPresent(problems::add);
        if (!run.request().rehearsal() && run.rollback().isEmpty() && run.takes(Component.DATABASES)
                && !run.request().clones()) {
            ofPrice(run.report().receivedSince()).ifPresent(problems::add);
        }
        return problems;
    }

    /** Domibus may go on receiving between the rehearsal and the restore: who accepts more accepts less. */
    private Optional<Problem> ofPrice(Long received) {
        Optional<Long> given = Optional.ofNullable(run.request().confirm())
                .map(RestoreRequest.Confirmation::receivedSince);
        Instant cut = run.manifest().quietWindow().cutAt();
        if (received == null) {
            return given.isPresent() ? Optional.empty()
                    : Optional.of(RestoreSafetyProblem.PRICE_NOT_ACCEPTED.with("cut", cut));
        }
        return received == 0 || given.filter(number -> number >= received).isPresent() ? Optional.empty()
                : Optional.of(RestoreProblem.RECEIVED_NOT_CONFIRMED.with("received", received, "cut", cut,
                        "given", given.map(String::valueOf).orElse("missing")));
    }
}
