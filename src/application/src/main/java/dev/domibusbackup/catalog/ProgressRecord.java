package dev.domibusbackup.catalog;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** How far a piece of a job is, as last published. */
@Entity
@Table(name = "DB_PROGRESS")
@NamedQuery(name = "ProgressRecord.ofJob", query = "select p from ProgressRecord p where p.job = :job order by p.id")
public class ProgressRecord {

    @Id
    @Column(length = 160)
    private String id;

    @Column(name = "JOB_ID", nullable = false, length = 36)
    private String job;

    @Column(name = "TASK", nullable = false, length = 60)
    private String task;

    @Column(name = "UNIT", nullable = false, length = 20)
    private String unit;

    @Column(name = "DONE", nullable = false)
    private long done;

    @Column(name = "EXPECTED", nullable = false)
    private long expected;

    @Column(name = "STARTED_AT", nullable = false)
    private Instant startedAt;

    @Column(name = "UPDATED_AT", nullable = false)
    private Instant updatedAt;

    protected ProgressRecord() {
    }

    ProgressRecord(String job, String task, String unit) {
        this.id = idOf(job, task, unit);
        this.job = job;
        this.task = task;
        this.unit = unit;
    }

    static String idOf(String job, String task, String unit) {
        return job + "/" + task + "/" + unit;
    }

    void reached(long nowDone, long nowExpected, Instant started, Instant at) {
        done = nowDone;
        expected = nowExpected;
        startedAt = started;
        updatedAt = at;
    }

    /** What is being done: the name of a component or a step. */
    public String task() {
        return task;
    }

    /** {@code messages}, {@code rows} or {@code bytes}. */
    public String unit() {
        return unit;
    }

    public long done() {
        return done;
    }

    /** How much there will be; 0 if nobody knows. */
    public long expected() {
        return expected;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
