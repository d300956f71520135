package dev.domibusbackup.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.job.port.PortPlans;
import dev.domibusbackup.job.port.PortPreflight;
import dev.domibusbackup.job.port.PortState;
import dev.domibusbackup.job.restore.Confirmation;
import dev.domibusbackup.job.restore.LeftFolders;
import dev.domibusbackup.job.restore.Preflight;
import dev.domibusbackup.job.restore.RestoreState;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.Owner;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/** Starts, stops, restarts and gives up jobs. Every such act is audited. */
@ApplicationScoped
public class Jobs {

    /** Holder of the lock while a job is given up: with its own id it could be restarted beside this. */
    private static final String GIVING_UP = "giving-up-of-a-job";
    /** Name of the one job parameter: the UUID under which the request is stored. */
    static final String REQUEST = "request";

    @Inject
    private JobCatalog catalog;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobStates states;

    @Inject
    private Environment environment;

    @Inject
    private JobLookup lookup;

    @Inject
    private Prunes prunes;

    @Inject
    private LeftExecutions leftExecutions;

    /**
     * Starts a backup.
     *
     * @return UUID of the job
     */
    public String start(BackupRequest request, String user) {
        String id = UUID.randomUUID().toString();
        environment.quietWindow().refuseWhileClosing();
        environment.quietWindow().refuseWhileChanged();
        lock.begin(id);
        try {
            begin(id, JobName.BACKUP, request, user);
        } catch (RuntimeException e) {
            lock.release(id);
            throw e;
        }
        return id;
    }

    /**
     * Starts a verification. It reads the repository alone and needs no lock; a deep one brings databases and files
     * back beside the installation's own, and neither a backup nor a restore may run beside that.
     */
    public String start(VerificationRequest request, String user) {
        SetId set = request.set() == null ? environment.repository().newest().id()
                : environment.repository().find(request.set()).id();
        String id = UUID.randomUUID().toString();
        if (request.deep()) {
            lock.begin(id);
        }
        try {
            begin(id, JobName.VERIFY, new VerificationRequest(set, request.deep()), user);
            catalog.makes(id, set.value());
        } catch (RuntimeException e) {
            lock.release(id);
            throw e;
        }
        return id;
    }

    /** Starts a prune. What would refuse it at once is found before there is a job. */
    public String start(PruneRequest request, String user) {
        String id = UUID.randomUUID().toString();
        lock.begin(id);
        try {
            prunes.check(request, id, user);
            begin(id, JobName.PRUNE, request, user);
        } catch (RuntimeException e) {
            lock.release(id);
            throw e;
        }
        return id;
    }

    /** Starts the porting of a set's messages. What would refuse it at once is found before there is a job. */
    public String start(SetId set, PortRequest request, String user) {
        BackupSet source = environment.repository().find(set);
        String id = UUID.randomUUID().toString();
        lock.begin(id);
        try {
            PortPreflight.checkInstallation(environment.quietWindow());
            environment.queuePauses().refuseOthers(id);
            Settings settings = environment.settings();
            PortPlans.rules(source, request, new Discovery(environment.server(), settings).find(),
                    environment.server(), settings).orThrow();
            begin(id, JobName.PORT, request, user, Optional.of(set));
        } catch (RuntimeException e) {
            lock.release(id);
            throw e;
        }
        return id;
    }

    /** Starts the restore of a set, or its rehearsal. What would refuse it at once is found before there is a job. */
    public String start(SetId set, RestoreRequest request, String user) {
        String id = UUID.randomUUID().toString();
        lock.begin(id);
        try {
            new LeftFolders(environment.server()).bringBackHalf();
            environment.repository().find(set);
            Confirmation.ofSet(set, request).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            Preflight.checkWindow(environment.quietWindow(), environment.repository(), id, set);
            environment.queuePauses().refuseOthers(id);
            begin(id, JobName.RESTORE, request, user, Optional.of(set));
        } catch (RuntimeException e) {
            lock.release(id);
            throw e;
        }
        return id;
    }

    private void begin(String id, JobName name, Object request, String user) {
        begin(id, name, request, user, Optional.empty());
    }

    private void begin(String id, JobName name, Object request, String user, Optional<SetId> reads) {
        audit(user, name.xml() + ".start", id, reads.map(set -> Map.of("set", set.value())).orElse(Map.of()));
        catalog.add(id, name.xml(), json(request), user);
        reads.ifPresent(set -> catalog.makes(id, set.value()));
        try {
            long execution = operator().start(name.xml(), parameters(id));
            runs(id, execution);
        } catch (BatchRuntimeException e) {
            throw JobProblem.START_FAILED.caused(e, "name", name.xml(), "reason", e.getMessage());
        }
    }

    /** Lets a failed, stopped or interrupted job go on where it stopped, under a new execution. */
    public void restart(String id, String user) {
        JobRecord job = find(id);
        JobState state = states.of(job);
        if (!state.isRestartable() || job.executionId() == null) {
            throw JobProblem.NOT_RESTARTABLE.exception("job", id, "status", state.key());
        }
        if (!job.name().equals(JobName.VERIFY.xml())) {
            environment.quietWindow().refuseWhileClosing();
            lock.begin(id);
        } else if (lookup.request(job, VerificationRequest.class).deep()) {
            lock.begin(id);
        }
        try {
            if (job.name().equals(JobName.RESTORE.xml())) {
                new LeftFolders(environment.server()).bringBackHalf();
            }
            audit(user, job.name() + ".restart", id, Map.of());
            leftExecutions.end(job);
            runs(id, operator().restart(job.executionId(), parameters(id)));
        } catch (BatchRuntimeException e) {
            lock.release(id);
            throw JobProblem.START_FAILED.caused(e, "name", job.name(), "reason", e.getMessage());
        } catch (ProblemException e) {
            // a repository without room cannot be written to, not even the audit; the next attempt must find no lock
            lock.release(id);
            throw e;
        }
    }

    /** Asks a running job to stop; it ends as soon as the piece it is at can be left. */
    public void stop(String id, String user) {
        JobRecord job = find(id);
        JobState state = states.of(job);
        if (!state.isRunning()) {
            throw JobProblem.NOT_RUNNING.exception("job", id, "status", state.key());
        }
        audit(user, job.name() + ".stop", id, Map.of());
        operator().stop(job.executionId());
    }

    /** Gives a job up that is not running: it can no longer be restarted. What it left of a set is removed. */
    public void abandon(String id, String user) {
        JobRecord job = find(id);
        if (states.of(job).isRunning()) {
            throw JobProblem.STILL_RUNNING.exception("job", id);
        }
        if (!states.of(job).isRestartable()) {
            throw JobProblem.NOT_RESTARTABLE.exception("job", id, "status", states.of(job).key());
        }
        environment.quietWindow().current().filter(window -> window.isChanged() && id.equals(window.job()))
                .ifPresent(window -> {
                    throw new ProblemException(window.hindrance());
                });
        audit(user, job.name() + ".abandon", id, Map.of());
        if (job.name().equals(JobName.PORT.xml())) {
            giveUpPorting(job);
        }
        if (job.name().equals(JobName.RESTORE.xml())) {
            giveUpRestore(job);
        }
        catalog.abandon(id);
        if (job.name().equals(JobName.BACKUP.xml()) && job.setId() != null) {
            SetId set = new SetId(job.setId());
            if (!environment.repository().contains(set)) {
                environment.repository().partial(set).delete();
            }
        }
    }

    /** Queues that were held for a restart are resumed; what there is of a safety set that is not sealed is removed. */
    private void giveUpPorting(JobRecord job) {
        lock.acquire(GIVING_UP);
        try {
            environment.queuePauses().resume(job.id());
            deleteUnsealed(Optional.ofNullable(PortRuns.state(job).safety()).map(PortState.Safety::set));
        } finally {
            lock.release(GIVING_UP);
        }
    }

    /** The folders that a restore kept for a way back go, and a safety set that is not sealed. */
    private void giveUpRestore(JobRecord job) {
        lock.acquire(GIVING_UP);
        try {
            new LeftFolders(environment.server()).giveUp(job.id());
            deleteUnsealed(Optional.ofNullable(RestoreRuns.state(job).safety()).map(RestoreState.Safety::set));
        } finally {
            lock.release(GIVING_UP);
        }
    }

    private void deleteUnsealed(Optional<SetId> safety) {
        safety.filter(set -> !environment.repository().contains(set))
                .ifPresent(set -> environment.repository().partial(set).delete());
    }

    /** The job, or the problem DB-JOB-001. */
    public JobRecord find(String id) {
        return catalog.find(id).orElseThrow(() -> JobProblem.UNKNOWN.exception("job", id));
    }

    public List<JobRecord> newestFirst(int first, int most) {
        return catalog.newestFirst(first, most);
    }

    /** The job that makes or reads a set and is running, or that needs it because it left a change half done. */
    public Optional<String> runningOn(SetId set) {
        Optional<QuietWindowRecord> changed = environment.quietWindow().current()
                .filter(QuietWindowRecord::isChanged);
        return changed.filter(window -> set.equals(window.safetySet())).map(QuietWindowRecord::job)
                .or(() -> catalog.newestFirst(0, 200).stream().filter(job -> set.value().equals(job.setId()))
                        .filter(job -> states.of(job).isRunning() || isHalfDone(job, changed)).map(JobRecord::id)
                        .findFirst());
    }

    private static boolean isHalfDone(JobRecord job, Optional<QuietWindowRecord> changed) {
        return changed.filter(window -> window.job().equals(job.id())).isPresent();
    }

    static JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }

    private void runs(String id, long execution) {
        Owner self = Owner.self();
        catalog.runs(id, operator().getJobInstance(execution).getInstanceId(), execution, self.pid(),
                self.jvmStart());
    }

    private void audit(String user, String action, String job, Map<String, String> details) {
        environment.repository().audit()
                .append(new Audit.Entry(Instant.now(), user, action, job, "ok", details));
    }

    private static Properties parameters(String id) {
        Properties parameters = new Properties();
        parameters.setProperty(REQUEST, id);
        return parameters;
    }

    static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be stored: " + value.getClass(), e);
        }
    }
}
