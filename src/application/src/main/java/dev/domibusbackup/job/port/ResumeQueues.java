package dev.domibusbackup.job.port;

import dev.domibusbackup.job.messages.CountCheck;

/** The end: resumes what we paused: Domibus gets to work on the imported messages. */
public final class ResumeQueues implements PortStep {

    @Override
    public void run(PortRun run) {
        CountCheck.refuseUnfinished(run.messages());
        run.pauses().resume(run.job()).forEach(run::warn);
        run.report();
    }
}
