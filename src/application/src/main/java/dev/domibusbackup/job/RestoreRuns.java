package dev.domibusbackup.job;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportLedger;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProgressRecord;
import dev.domibusbackup.job.restore.RestoreRun;
import dev.domibusbackup.job.restore.RestoreState;
import dev.domibusbackup.job.restore.Rollback;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of restores that this process runs. */
@ApplicationScoped
public class RestoreRuns extends Runs<RestoreRun> {

    @Inject
    private ImportLedger ledger;

    @Inject
    private Environment environment;

    @Inject
    private JobLookup lookup;

    @Override
    protected RestoreRun begin(JobRecord job, long execution) {
        Repository repository = environment.repository();
        BackupSet set = job.setId() == null ? repository.newest() : repository.find(new SetId(job.setId()));
        catalog().makes(job.id(), set.id().value());
        RestoreRun.Places places = new RestoreRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), environment.queuePauses(), ledger, spent(set.manifest().job()));
        RestoreRun run = new RestoreRun(new RestoreRun.Start(job.id(), job.requestedBy(), job.createdAt()),
                lookup.request(job, RestoreRequest.class), places, set, state(job), notebook(job, execution));
        run.warnedBefore(warnedBefore(job));
        Rollback.of(environment.quietWindow().current(), set.id(), job.id(), state(job).rollsBack(), this::undone)
                .ifPresent(run::takesBack);
        return run;
    }

    /** A set from elsewhere was made by a job that nobody here knows. */
    private Map<String, Duration> spent(String job) {
        return catalog().progress(job).stream().collect(Collectors.toMap(ProgressRecord::task,
                task -> Duration.between(task.startedAt(), task.updatedAt()), Duration::plus));
    }

    private Optional<Rollback.Undone> undone(String id) {
        return catalog().find(id).filter(job -> job.name().equals(JobName.RESTORE.xml()) && job.setId() != null)
                .map(job -> new Rollback.Undone(id, new SetId(job.setId()), state(job).rollsBack()));
    }

    /** What a restore remembers from its executions. */
    static RestoreState state(JobRecord job) {
        return state(job, RestoreState.class, RestoreState.NEW);
    }
}
