package dev.domibusbackup.api;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.Phase;

/**
 * The installation as it is, or as it was seen last: while the server stops or starts Domibus, its model answers
 * nobody, for minutes.
 */
@ApplicationScoped
class LastInstallation {

    @Inject
    private Environment environment;

    private volatile InstallationAnswer last;

    /** Looks anew if that is possible; else what was seen last, or the problem DB-SRV-024. */
    InstallationAnswer look() {
        Optional<Phase> phase = environment.quietWindow().phase().filter(Phase::isOfDomibus);
        if (phase.isEmpty()) {
            last = InstallationAnswer.of(environment);
            return last;
        }
        InstallationAnswer seen = last;
        if (seen == null) {
            throw ServerProblem.MODEL_BUSY.exception("phase", phase.get().kind().key(), "since", phase.get().since());
        }
        return seen.during(phase.get());
    }
}
