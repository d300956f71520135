package dev.domibusbackup.job.port;

/** Resumes what we paused: Domibus gets to work on the imported messages. */
public final class ResumeQueues implements PortStep {

    @Override
    public void run(PortRun run) {
        run.pauses().resume(run.job()).forEach(run::warn);
        run.report();
    }
}
