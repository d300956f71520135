package dev.domibusbackup.catalog;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** A job as the operator knows it, by its UUID; the batch runtime's instance and executions lie beneath. */
@Entity
@Table(name = "DB_JOB")
@NamedQuery(name = "JobRecord.newestFirst", query = "select j from JobRecord j order by j.createdAt desc")
@NamedQuery(name = "JobRecord.byInstance", query = "select j from JobRecord j where j.instanceId = :instance")
public class JobRecord {

    @Id
    @Column(length = 36)
    private String id;

    @Column(name = "JOB_NAME", nullable = false, length = 40)
    private String name;

    @Column(name = "INSTANCE_ID")
    private Long instanceId;

    @Column(name = "EXECUTION_ID")
    private Long executionId;

    @Column(name = "SET_ID", length = 80)
    private String setId;

    @Lob
    @Column(name = "REQUEST_JSON", nullable = false)
    private String request;

    @Column(name = "REQUESTED_BY", nullable = false, length = 200)
    private String requestedBy;

    @Column(name = "CREATED_AT", nullable = false)
    private Instant createdAt;

    @Column(name = "PID")
    private long pid;

    @Column(name = "JVM_START")
    private Instant jvmStart;

    @Column(name = "ABANDONED", nullable = false)
    private boolean abandoned;

    @Lob
    @Column(name = "STATE_JSON")
    private String state;

    @Lob
    @Column(name = "REPORT_JSON")
    private String report;

    protected JobRecord() {
    }

    JobRecord(String id, String name, String request, String requestedBy, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.request = request;
        this.requestedBy = requestedBy;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    /** Name of the batch job, {@code domibus-backup} for example. */
    public String name() {
        return name;
    }

    /** Instance of the batch runtime; {@code null} until it began. */
    public Long instanceId() {
        return instanceId;
    }

    /** Newest execution of the batch runtime; {@code null} until it began. */
    public Long executionId() {
        return executionId;
    }

    /** The backup set it makes or reads; {@code null} until there is one. */
    public String setId() {
        return setId;
    }

    /** The request as JSON; holds no secret. */
    public String request() {
        return request;
    }

    public String requestedBy() {
        return requestedBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Process that ran it last. */
    public long pid() {
        return pid;
    }

    /** Start of the process that ran it last; {@code null} until it began. */
    public Instant jvmStart() {
        return jvmStart;
    }

    /** Given up by the operator. */
    public boolean abandoned() {
        return abandoned;
    }

    /** What the job itself must know again after a restart, as JSON; {@code null} if it keeps nothing. */
    public String state() {
        return state;
    }

    /** What the job did or would do, as JSON; {@code null} until it has something to tell. */
    public String report() {
        return report;
    }

    void remembers(String json) {
        state = json;
    }

    void reports(String json) {
        report = json;
    }

    void runsAs(long instance, long execution, long process, Instant processStart) {
        instanceId = instance;
        executionId = execution;
        pid = process;
        jvmStart = processStart;
    }

    void makes(String set) {
        setId = set;
    }

    void abandon() {
        abandoned = true;
    }
}
