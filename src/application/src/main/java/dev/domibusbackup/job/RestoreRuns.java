package dev.domibusbackup.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportLedger;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProgressRecord;
import dev.domibusbackup.job.restore.RestoreRun;
import dev.domibusbackup.job.restore.RestoreState;
import dev.domibusbackup.job.restore.Rollback;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The executions of restores that this process runs. */
@ApplicationScoped
public class RestoreRuns extends Runs<RestoreRun> {

    /** How many entries of the audit are looked through for the start of a job. */
    private static final int AUDITED = 10_000;

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
        Rollback.of(environment.quietWindow().current(), set.id(), job.id(), state(job).rollsBack(), repository,
                this::undone).ifPresent(rollback -> run.takesBack(rollback, others -> giveUp(job, others)));
        return run;
    }

    /** A set from elsewhere was made by a job that nobody here knows. */
    private Map<String, Duration> spent(String job) {
        return catalog().progress(job).stream().collect(Collectors.toMap(ProgressRecord::task,
                task -> Duration.between(task.startedAt(), task.updatedAt()), Duration::plus));
    }

    private Optional<Rollback.Undone> undone(String id) {
        return catalog().find(id).filter(job -> job.name().equals(JobName.RESTORE.xml()) && job.setId() != null)
                .map(job -> new Rollback.Undone(id, new SetId(job.setId()), state(job).rollsBack(), true))
                .or(() -> audited(id));
    }

    /** Our tables may be lost; the audit lies beside the sets. */
    private Optional<Rollback.Undone> audited(String id) {
        return environment.repository().audit().last(AUDITED).stream()
                .filter(entry -> entry.subject().equals(id) && entry.action().equals(JobName.RESTORE.xml() + ".start"))
                .map(entry -> entry.details().get("set")).filter(Objects::nonNull).findFirst()
                .map(set -> new Rollback.Undone(id, new SetId(set), null, false));
    }

    /** What was taken back cannot be restarted: the installation is no longer what it left. */
    private void giveUp(JobRecord job, Rollback rollback) {
        for (Rollback.Undone undone : rollback.undone()) {
            if (catalog().find(undone.job()).filter(other -> !other.abandoned()).isPresent()) {
                environment.repository().audit().append(new Audit.Entry(Instant.now(), job.requestedBy(),
                        JobName.RESTORE.xml() + ".abandon", undone.job(), "ok", Map.of("rolledBackBy", job.id())));
                catalog().abandon(undone.job());
            }
        }
    }

    /** What a restore remembers from its executions. */
    static RestoreState state(JobRecord job) {
        return state(job, RestoreState.class, RestoreState.NEW);
    }
}
