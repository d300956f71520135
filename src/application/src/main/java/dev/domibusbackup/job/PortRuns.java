package dev.domibusbackup.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportLedger;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.port.PortRun;
import dev.domibusbackup.job.port.PortState;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of portings that this process runs. */
@ApplicationScoped
public class PortRuns extends Runs<PortRun> {

    @Inject
    private ImportLedger ledger;

    @Inject
    private Environment environment;

    @Inject
    private JobLookup lookup;

    @Override
    protected PortRun begin(JobRecord job, long execution) {
        Repository repository = environment.repository();
        BackupSet set = job.setId() == null ? repository.newest() : repository.find(new SetId(job.setId()));
        catalog().makes(job.id(), set.id().value());
        PortRun.Places places = new PortRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), environment.queuePauses(), ledger);
        PortRun run = new PortRun(new PortRun.Start(job.id(), job.requestedBy(), job.createdAt()),
                lookup.request(job, PortRequest.class), places, set, state(job), notebook(job, execution));
        run.warnedBefore(warnedBefore(job));
        return run;
    }

    /** What a porting remembers from its executions. */
    static PortState state(JobRecord job) {
        return state(job, PortState.class, PortState.NEW);
    }
}
