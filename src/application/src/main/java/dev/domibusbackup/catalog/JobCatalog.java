package dev.domibusbackup.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.problem.Problem;

/**
 * The jobs in our own tables. Every change is a transaction of its own, apart from that of a chunk: what is noted here
 * stays noted when the chunk is rolled back.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class JobCatalog {

    @PersistenceContext(unitName = "domibus-backup")
    private EntityManager entities;

    /** Notes a new job before the batch runtime knows of it. */
    public JobRecord add(String id, String name, String request, String requestedBy) {
        JobRecord job = new JobRecord(id, name, request, requestedBy, Instant.now());
        entities.persist(job);
        return job;
    }

    /** Notes that this process runs the job now. */
    public void runs(String id, long instance, long execution, long pid, Instant jvmStart) {
        locked(id).runsAs(instance, execution, pid, jvmStart);
    }

    /** Notes the set that the job makes or reads. */
    public void makes(String id, String set) {
        locked(id).makes(set);
    }

    /** Keeps what the job must know again after a restart. */
    public void remembers(String id, String json) {
        locked(id).remembers(json);
    }

    /** Keeps what the job did or would do. */
    public void reports(String id, String json) {
        locked(id).reports(json);
    }

    public void abandon(String id) {
        locked(id).abandon();
    }

    /** Who starts a job and the job itself change its record at the same time; neither may undo the other's change. */
    private JobRecord locked(String id) {
        return entities.find(JobRecord.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    public Optional<JobRecord> find(String id) {
        return Optional.ofNullable(entities.find(JobRecord.class, id));
    }

    public Optional<JobRecord> findByInstance(long instance) {
        return entities.createNamedQuery("JobRecord.byInstance", JobRecord.class).setParameter("instance", instance)
                .getResultStream().findFirst();
    }

    /** A page of all jobs. */
    public List<JobRecord> newestFirst(int first, int most) {
        return entities.createNamedQuery("JobRecord.newestFirst", JobRecord.class).setFirstResult(first)
                .setMaxResults(most).getResultList();
    }

    public void addProblem(String job, long execution, String step, Severity severity, Problem problem) {
        entities.persist(new ProblemRecord(job, execution, step, severity, problem, Instant.now()));
    }

    public List<ProblemRecord> problems(String job) {
        return entities.createNamedQuery("ProblemRecord.ofJob", ProblemRecord.class).setParameter("job", job)
                .getResultList();
    }

    /** Publishes how far a piece is. */
    public void progress(String job, String task, String unit, long done, long expected, Instant started) {
        ProgressRecord record = entities.find(ProgressRecord.class, ProgressRecord.idOf(job, task, unit));
        if (record == null) {
            record = new ProgressRecord(job, task, unit);
            record.reached(done, expected, started, Instant.now());
            entities.persist(record);
        } else {
            record.reached(done, expected, started, Instant.now());
        }
    }

    public List<ProgressRecord> progress(String job) {
        return entities.createNamedQuery("ProgressRecord.ofJob", ProgressRecord.class).setParameter("job", job)
                .getResultList();
    }
}
