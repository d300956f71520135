package dev.domibusbackup.job.port;

import dev.domibusbackup.job.PortRequest.Existing;

/** Takes what the target queues hold into a safety set and removes it, when it is to be replaced. */
public final class SafetyExport implements PortStep {

    @Override
    public void run(PortRun run) {
        if (run.request().existing() == Existing.REPLACE) {
            throw new UnsupportedOperationException("replace");
        }
    }
}
