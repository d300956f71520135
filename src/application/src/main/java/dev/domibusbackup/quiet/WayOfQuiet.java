package dev.domibusbackup.quiet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How the installation becomes quiet. The window knows nothing of it but this; besides {@link StopDomibus} there may
 * be others.
 */
interface WayOfQuiet {

    /** Makes everything of Domibus quiet, its queues included, or throws the problem that says what does not rest. */
    void makeQuiet(QuietWindowRecord window, ForeignConsumers foreignConsumers);

    /**
     * Makes quiet again what somebody has woken, and returns at once: what was done, in words, nothing as a rule.
     */
    List<String> quietAgain(QuietWindowRecord window);

    /** Begins to undo it. The stage ends when Domibus answers again, or fails with the problem. */
    CompletionStage<Void> endQuiet(QuietWindowRecord window);

    /** What is being waited for now. */
    Optional<Phase> phase();

    /** Whether Domibus's stop goes on longer than it may; {@link #endQuiet} waits for its end, however long. */
    boolean isStopping();

    /** How long {@link #endQuiet} may take before the operator is told. */
    Duration patience();

    /** Whether the installation is still as {@link #makeQuiet} left it. */
    boolean isQuiet(QuietWindowRecord window);
}
