package dev.domibusbackup.job;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of backups that this process runs. */
@ApplicationScoped
public class BackupRuns extends Runs<BackupRun> {

    @Inject
    private Environment environment;

    @Inject
    private JobLookup lookup;

    @Override
    protected BackupRun begin(JobRecord job, long execution) {
        BackupRequest request = lookup.request(job, BackupRequest.class);
        Repository repository = environment.repository();
        SetId set = Optional.ofNullable(job.setId()).map(SetId::new)
                .orElseGet(() -> repository.newId(job.createdAt(), Optional.ofNullable(request.label())));
        catalog().makes(job.id(), set.value());
        BackupRun.Places places = new BackupRun.Places(environment.server(), environment.settings(), repository,
                environment.quietWindow(), repository.contains(set) ? null : repository.partial(set));
        BackupRun run = new BackupRun(new BackupRun.Start(job.id(), job.requestedBy(), job.createdAt()), request,
                places, notebook(job, execution));
        run.warnedBefore(warnedBefore(job));
        return run;
    }
}
