package dev.domibusbackup.quiet;

import java.time.Duration;

import dev.domibusbackup.server.DomibusDeployment;

/** Sees whether Domibus answers. */
@FunctionalInterface
public interface HealthProbe {

    /** Returns when Domibus answers, or throws the problem DB-QUIET-005 at the bound. */
    void awaitAnswer(DomibusDeployment domibus, Duration bound);
}
