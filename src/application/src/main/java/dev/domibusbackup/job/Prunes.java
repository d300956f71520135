package dev.domibusbackup.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.prune.Prune;
import dev.domibusbackup.job.prune.PruneReport;
import dev.domibusbackup.set.Json;

/** The work behind the steps of {@code domibus-prune}. */
@ApplicationScoped
public class Prunes implements JobWork {

    private static final String PLAN = "plan";
    /** Exit status of the first step with which a rehearsal ends the job. */
    private static final String REHEARSED = "REHEARSED";

    @Inject
    private JobCatalog catalog;

    @Inject
    private JobLookup lookup;

    @Inject
    private Jobs jobs;

    @Inject
    private KnownSets sets;

    @Inject
    private SetUses uses;

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private StepGuard guard;

    private final Set<Long> stopRequested = ConcurrentHashMap.newKeySet();

    @Override
    public JobName name() {
        return JobName.PRUNE;
    }

    /** What would refuse the request at once: wrong numbers, an index that disagrees, another plan than confirmed. */
    void check(PruneRequest request, String job, String user) {
        sets.compare();
        Prune prune = prune(request);
        PruneReport plan = prune.plan();
        if (!request.onlyTells()) {
            prune.checkConfirmed(plan, new Prune.Start(job, user, Instant.now()));
        }
    }

    @Override
    public String run(String step, JobRecord job, long execution) {
        return guard.run(job.id(), execution, step, () -> {
            lock.acquire(job.id());
            PruneRequest request = lookup.request(job, PruneRequest.class);
            Prune.Start start = new Prune.Start(job.id(), job.requestedBy(), job.createdAt());
            Prune prune = prune(request);
            if (step.equals(PLAN)) {
                return plan(prune, request, start, job);
            }
            prune.remove(start, report(job), report -> catalog.reports(job.id(), Jobs.json(report)),
                    () -> checkStop(execution));
            return "COMPLETED";
        }, "STOPPED");
    }

    private String plan(Prune prune, PruneRequest request, Prune.Start start, JobRecord job) {
        PruneReport plan = prune.plan();
        if (!request.onlyTells()) {
            prune.checkConfirmed(plan, start);
        }
        if (job.report() == null) {
            catalog.reports(job.id(), Jobs.json(plan));
        }
        return request.onlyTells() ? REHEARSED : "COMPLETED";
    }

    private Prune prune(PruneRequest request) {
        Prune.Places places = new Prune.Places(environment.repository(), sets.index(), uses::all,
                set -> jobs.runningOn(set).stream().toList());
        return new Prune(places, request, request.policy(environment.settings()));
    }

    private static PruneReport report(JobRecord job) throws IOException {
        return job.report() == null ? null : Json.mapper().readValue(job.report(), PruneReport.class);
    }

    private void checkStop(long execution) {
        if (stopRequested.contains(execution)) {
            throw new StopRequested();
        }
    }

    @Override
    public void stop(long execution) {
        stopRequested.add(execution);
    }

    @Override
    public void ended(JobRecord job, long execution, boolean well) {
        stopRequested.remove(execution);
    }
}
