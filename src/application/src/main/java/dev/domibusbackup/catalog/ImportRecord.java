package dev.domibusbackup.catalog;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

import dev.domibusbackup.message.QueueFileName;
import dev.domibusbackup.server.NotKept;

/** How far the import of one queue of a set is. */
@Entity
@Table(name = "DB_IMPORT")
@NamedQuery(name = "ImportRecord.idsOfJob", query = "select i.id from ImportRecord i where i.job = :job order by i.id")
public class ImportRecord {

    /** Job and file name of the queue, which is never longer than 200 characters. */
    @Id
    @Column(length = 240)
    private String id;

    @Column(name = "JOB_ID", nullable = false, length = 36)
    private String job;

    @Column(name = "SOURCE_QUEUE", nullable = false, length = 1000)
    private String source;

    @Column(name = "TARGET_QUEUE", nullable = false, length = 1000)
    private String target;

    @Column(name = "SENT", nullable = false)
    private long sent;

    @Column(name = "SKIPPED", nullable = false)
    private long skipped;

    @Column(name = "REFUSED", nullable = false)
    private long refused;

    @Column(name = "EXPIRED", nullable = false)
    private long expired;

    @Column(name = "WITHOUT_ID", nullable = false)
    private long withoutId;

    @Column(name = "WITHOUT_TIMESTAMP", nullable = false)
    private long withoutTimestamp;

    @Column(name = "WITHOUT_DELIVERY_COUNT", nullable = false)
    private long withoutDeliveryCount;

    @Column(name = "BROKER_RUN", length = 100)
    private String brokerRun;

    @Column(name = "NON_PERSISTENT", nullable = false)
    private long nonPersistent;

    @Column(name = "AGAIN_FROM")
    private Long againFrom;

    @Column(name = "HANDED_OVER", nullable = false)
    private long handedOver;

    @Column(name = "UPDATED_AT", nullable = false)
    private Instant updatedAt;

    protected ImportRecord() {
    }

    ImportRecord(String job, String source, String target, Instant at) {
        this.id = idOf(job, source);
        this.job = job;
        this.source = source;
        this.target = target;
        this.updatedAt = at;
    }

    static String idOf(String job, String source) {
        return job + "/" + QueueFileName.encode(source);
    }

    void add(ImportTally more, Instant at) {
        sent += more.sent();
        skipped += more.skipped();
        refused += more.refused();
        expired += more.expired();
        withoutId += more.notKept().getOrDefault(NotKept.ID, 0L);
        withoutTimestamp += more.notKept().getOrDefault(NotKept.TIMESTAMP, 0L);
        withoutDeliveryCount += more.notKept().getOrDefault(NotKept.DELIVERY_COUNT, 0L);
        updatedAt = at;
    }

    NonPersistentSent nonPersistent() {
        return new NonPersistentSent(brokerRun, nonPersistent, againFrom, handedOver);
    }

    void nonPersistent(NonPersistentSent now, Instant at) {
        brokerRun = now.brokerRun();
        nonPersistent = now.sent();
        againFrom = now.againFrom();
        handedOver = now.handedOver();
        updatedAt = at;
    }

    ImportTally tally() {
        Map<NotKept, Long> notKept = new EnumMap<>(NotKept.class);
        put(notKept, NotKept.ID, withoutId);
        put(notKept, NotKept.TIMESTAMP, withoutTimestamp);
        put(notKept, NotKept.DELIVERY_COUNT, withoutDeliveryCount);
        return new ImportTally(sent, skipped, refused, expired, notKept);
    }

    private static void put(Map<NotKept, Long> counts, NotKept what, long count) {
        if (count > 0) {
            counts.put(what, count);
        }
    }
}
