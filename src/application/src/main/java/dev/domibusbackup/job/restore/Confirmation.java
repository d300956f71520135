package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreProblem;
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
        Long received = run.report().receivedSince();
        if (run.request().rehearsal() || run.rollback().isPresent() || run.request().clones()
                || received == null || received == 0) {
            return problems;
        }
        Long given = Optional.ofNullable(run.request().confirm()).map(RestoreRequest.Confirmation::receivedSince)
                .orElse(null);
        if (!Objects.equals(received, given)) {
            problems.add(RestoreProblem.RECEIVED_NOT_CONFIRMED.with("received", received, "cut",
                    run.manifest().quietWindow().cutAt(), "given", given == null ? "missing" : given));
        }
        return problems;
    }
}
