package dev.domibusbackup.job;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.verify.DeepCheck;
import dev.domibusbackup.job.verify.DeepChecks;
import dev.domibusbackup.job.verify.ProgressWatcher;
import dev.domibusbackup.job.verify.Verification;
import dev.domibusbackup.monitor.JobWatch;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The only step of {@code domibus-verify}. The batch runtime calls {@link #stop} on the very object that works. */
@Named("verifyStep")
@Dependent
public class VerifyStep extends AbstractBatchlet {

    private final AtomicBoolean stopRequested = new AtomicBoolean();

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private JobLookup lookup;

    @Inject
    private StepGuard guard;

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobWatch watch;

    @Inject
    @Any
    private Instance<DeepCheck> checks;

    @Override
    public String process() {
        JobRecord record = lookup.job(JobName.VERIFY, job, request);
        boolean deep = lookup.request(record, VerificationRequest.class).deep();
        watch.step(record.id(), record.name(), record.requestedBy(), job.getExecutionId(), deep, step.getStepName());
        return guard.run(record.id(), job.getExecutionId(), step.getStepName(), () -> {
            if (deep) {
                lock.acquire(record.id());
            }
            Repository repository = environment.repository();
            BackupSet set = set(record, repository);
            catalog.makes(record.id(), set.id().value());
            Progress bytes = progress.of(record.id(), step.getStepName(), "bytes");
            new Verification(repository, set,
                    new ProgressWatcher(bytes, () -> stopRequested.get() || environment.isLeaving()),
                    deep ? Optional.of(new DeepChecks(checks.stream().toList())) : Optional.empty()).run();
            return "COMPLETED";
        }, "STOPPED");
    }

    /** A restart reads the set that the first execution read, even if a newer one has come. */
    private BackupSet set(JobRecord record, Repository repository) {
        if (record.setId() != null) {
            return repository.find(new SetId(record.setId()));
        }
        SetId asked = lookup.request(record, VerificationRequest.class).set();
        return asked == null ? repository.newest() : repository.find(asked);
    }

    @Override
    public void stop() {
        guard.stops(job.getExecutionId());
        stopRequested.set(true);
    }
}
