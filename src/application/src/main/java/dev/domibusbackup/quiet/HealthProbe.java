package dev.domibusbackup.quiet;

import java.time.Duration;
import java.time.Instant;

import dev.domibusbackup.server.DomibusDeployment;

/** Sees whether Domibus answers. */
@FunctionalInterface
public interface HealthProbe {

    /**
     * Returns when Domibus answers, or throws the problem DB-QUIET-005 at the bound.
     *
     * @param since when Domibus was asked to start
     * @param bound how long it may take from then on
     */
    void awaitAnswer(DomibusDeployment domibus, Instant since, Duration bound);
}
