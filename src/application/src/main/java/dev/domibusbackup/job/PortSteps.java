package dev.domibusbackup.job;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.port.CheckCounts;
import dev.domibusbackup.job.port.PauseQueues;
import dev.domibusbackup.job.port.PortPreflight;
import dev.domibusbackup.job.port.PortRun;
import dev.domibusbackup.job.port.PortStep;
import dev.domibusbackup.job.port.ResumeQueues;
import dev.domibusbackup.job.port.SafetyExport;
import dev.domibusbackup.problem.ProblemException;

/** The work behind the steps of {@code domibus-port-messages}, by the names of the job XML. */
@ApplicationScoped
public class PortSteps implements JobWork {

    private static final String PREFLIGHT = "preflight";
    /** Exit status of the first step with which a rehearsal ends the job. */
    private static final String REHEARSED = "REHEARSED";
    private static final Map<String, PortStep> STEPS = Map.of(
            PREFLIGHT, new PortPreflight(),
            "pause-queues", new PauseQueues(),
            "safety-export", new SafetyExport(),
            "check-counts", new CheckCounts(),
            "resume-queues", new ResumeQueues());

    @Inject
    private InstallationLock lock;

    @Inject
    private PortRuns runs;

    @Inject
    private MessageImports imports;

    @Inject
    private StepGuard guard;

    @Inject
    private JobLookup lookup;

    @Inject
    private JobCatalog catalog;

    @Inject
    private ImportPositions positions;

    @Inject
    private Environment environment;

    @Override
    public JobName name() {
        return JobName.PORT;
    }

    @Override
    public String run(String step, JobRecord job, long execution) {
        return guard.run(job.id(), execution, step, () -> {
            lock.acquire(job.id());
            PortRun run = runs.of(job, execution);
            run(step, run);
            if (!step.equals(PREFLIGHT)) {
                return "COMPLETED";
            }
            imports.put(execution, run.messages());
            return run.request().rehearsal() ? REHEARSED : "COMPLETED";
        }, "STOPPED");
    }

    /** Work that was cut off because the operator asked to stop fails in one way or another: that is no failure. */
    private static void run(String step, PortRun run) {
        try {
            STEPS.get(step).run(run);
        } catch (ProblemException e) {
            if (run.isStopRequested()) {
                throw new StopRequested();
            }
            throw e;
        }
    }

    @Override
    public void stop(long execution) {
        runs.find(execution).ifPresent(PortRun::stop);
    }

    /** Queues are resumed, unless the operator asked to hold them for a restart. */
    @Override
    public void ended(JobRecord job, long execution, boolean well) {
        Optional<PortRun> ended = runs.find(execution);
        runs.end(execution);
        imports.end(execution);
        if (!well && !environment.isLeaving() && !lookup.request(job, PortRequest.class).holds()) {
            guard.note(job.id(), execution, "resume-queues", () -> {
                positions.handOver(job.id());
                environment.queuePauses().resume(job.id()).forEach(warning -> catalog.addProblem(job.id(), execution,
                        "resume-queues", Severity.WARNING, warning));
            });
        }
        if (!well) {
            // what was sent stays sent: the report says how much
            ended.ifPresent(run -> guard.note(job.id(), execution, "import-messages", run::reportEarlyEnd));
        }
    }
}
