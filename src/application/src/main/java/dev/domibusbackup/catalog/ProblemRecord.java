package dev.domibusbackup.catalog;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import dev.domibusbackup.problem.Problem;

/** A problem or warning of a job's execution. */
@Entity
@Table(name = "DB_PROBLEM")
@NamedQuery(name = "ProblemRecord.ofJob", query = "select p from ProblemRecord p where p.job = :job order by p.id")
public class ProblemRecord {

    /** How bad it is. */
    public enum Severity {
        /** The job failed for it. */
        ERROR,
        /** The job went on. */
        WARNING
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "DB_PROBLEM_SEQ")
    @SequenceGenerator(name = "DB_PROBLEM_SEQ", sequenceName = "DB_PROBLEM_SEQ",
            allocationSize = 50)
    private long id;

    @Column(name = "JOB_ID", nullable = false, length = 36)
    private String job;

    @Column(name = "EXECUTION_ID")
    private long executionId;

    @Column(name = "STEP", length = 60)
    private String step;

    @Column(name = "SEVERITY", nullable = false, length = 10)
    private String severity;

    @Column(name = "CODE", nullable = false, length = 20)
    private String code;

    @Column(name = "STATUS", nullable = false)
    private int status;

    @Lob
    @Column(name = "FACT", nullable = false)
    private String fact;

    @Lob
    @Column(name = "HINT", nullable = false)
    private String hint;

    @Column(name = "NOTED_AT", nullable = false)
    private Instant at;

    protected ProblemRecord() {
    }

    ProblemRecord(String job, long executionId, String step, Severity severity, Problem problem, Instant at) {
        this.job = job;
        this.executionId = executionId;
        this.step = step;
        this.severity = severity.name();
        this.code = problem.code();
        this.status = problem.status();
        this.fact = problem.fact();
        this.hint = problem.hint();
        this.at = at;
    }

    public long executionId() {
        return executionId;
    }

    public String step() {
        return step;
    }

    public Severity severity() {
        return Severity.valueOf(severity);
    }

    public Problem problem() {
        return new Problem(code, status, fact, hint);
    }

    public Instant at() {
        return at;
    }
}
