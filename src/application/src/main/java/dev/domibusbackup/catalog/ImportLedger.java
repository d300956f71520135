package dev.domibusbackup.catalog;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
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

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void begin(String job, String source, String target) {
        if (entities.find(ImportRecord.class, ImportRecord.idOf(job, source)) == null) {
            entities.persist(new ImportRecord(job, source, target, Instant.now()));
        }
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public boolean areDecided(String job) {
        try {
            for (String id : entities.createNamedQuery("ImportRecord.idsOfJob", String.class)
                    .setParameter("job", job).getResultList()) {
                entities.find(ImportRecord.class, id, LockModeType.PESSIMISTIC_WRITE, BRIEFLY);
            }
            return true;
        } catch (LockTimeoutException | PessimisticLockException lockedByAnother) {
            return false;
        }
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public ImportTally read(String job, String source) {
        return locked(job, source).tally();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void advance(String job, String source, long before, ImportTally more) {
        ImportRecord row = locked(job, source);
        if (row.tally().position() != before) {
            throw ImportProblem.POSITION_MOVED.exception("queue", source, "expected", before, "actual",
                    row.tally().position());
        }
        row.add(more, Instant.now());
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
