package dev.domibusbackup.job.port;

/** The work of one step of {@code domibus-port-messages}. */
@FunctionalInterface
public interface PortStep {

    /**
     * Does the work, or finds that an earlier execution did it.
     *
     * @throws dev.domibusbackup.problem.ProblemException     when it cannot be done
     * @throws dev.domibusbackup.job.backup.StopRequested when the operator asked to stop
     */
    void run(PortRun run);
}
