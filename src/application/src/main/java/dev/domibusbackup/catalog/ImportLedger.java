package dev.domibusbackup.catalog;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.domibusbackup.problem.ImportProblem;

/**
 * The positions of imports in our own table. Rows are always read under a lock: a locking read sees what is committed
 * now, whatever snapshot its connection may hold.
 */
@ApplicationScoped
public class ImportLedger implements ImportPositions {

    private static final Map<String, Object> BRIEFLY = Map.of("jakarta.persistence.lock.timeout", 1000);

    @PersistenceContext(unitName = "domibus-backup")
    private EntityManager entities;

    /** With its transactions, which calls within the object would not have. */
    @Inject
    private ImportLedger self;

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void begin(String job, String source, String target) {
        if (entities.find(ImportRecord.class, ImportRecord.idOf(job, source)) == null) {
            entities.persist(new ImportRecord(job, source, target, Instant.now()));
        }
    }

    /** The failure of a lock spoils its transaction: it is judged outside of that. */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public boolean areDecided(String job) {
        try {
            self.lockAll(job);
            return true;
        } catch (LockTimeoutException | PessimisticLockException lockedByAnother) {
            return false;
        }
    }

    /** Locks all rows of a job for a moment. */
    @Transactional(TxType.REQUIRES_NEW)
    public void lockAll(String job) {
        entities.createNamedQuery("ImportRecord.idsOfJob", String.class).setParameter("job", job).getResultList()
                .forEach(id -> entities.find(ImportRecord.class, id, LockModeType.PESSIMISTIC_WRITE, BRIEFLY));
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public ImportTally read(String job, String source) {
        return locked(job, source).tally();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public ImportStart start(String job, String source, String brokerRun) {
        ImportRecord row = locked(job, source);
        row.nonPersistent(row.nonPersistent().in(brokerRun), Instant.now());
        return ImportStart.of(row.tally(), row.nonPersistent());
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void advance(String job, String source, long before, ImportTally more, long nonPersistent) {
        ImportRecord row = locked(job, source);
        refuseIfMoved(source, before, row.tally().position());
        row.add(more, Instant.now());
        row.nonPersistent(row.nonPersistent().plus(nonPersistent), Instant.now());
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void advanceAgain(String job, String source, long before, long after, long nonPersistent) {
        ImportRecord row = locked(job, source);
        long position = row.tally().position();
        refuseIfMoved(source, before, ImportStart.of(row.tally(), row.nonPersistent()).againFrom());
        row.nonPersistent(row.nonPersistent().again(after, nonPersistent, position), Instant.now());
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void handOver(String job) {
        entities.createNamedQuery("ImportRecord.idsOfJob", String.class).setParameter("job", job).getResultList()
                .stream().map(id -> entities.find(ImportRecord.class, id, LockModeType.PESSIMISTIC_WRITE))
                .forEach(row -> row.nonPersistent(row.nonPersistent().handOver(row.tally().position()),
                        Instant.now()));
    }

    private static void refuseIfMoved(String source, long expected, long actual) {
        if (expected != actual) {
            throw ImportProblem.POSITION_MOVED.exception("queue", source, "expected", expected, "actual", actual);
        }
    }

    private ImportRecord locked(String job, String source) {
        ImportRecord row = entities.find(ImportRecord.class, ImportRecord.idOf(job, source),
                LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new IllegalStateException("no row for queue " + source + " of job " + job);
        }
        return row;
    }
}
