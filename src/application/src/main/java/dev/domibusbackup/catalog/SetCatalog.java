package dev.domibusbackup.catalog;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.domibusbackup.set.SetId;

/** The index of the sets in our own table. Every change is a transaction of its own. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class SetCatalog implements SetRows {

    @PersistenceContext(unitName = "domibus-backup")
    private EntityManager entities;

    @Override
    public List<IndexedSet> all() {
        return entities.createNamedQuery("SetRecord.newestFirst", SetRecord.class).getResultStream()
                .map(SetRecord::set).toList();
    }

    @Override
    public void put(IndexedSet set) {
        SetRecord known = entities.find(SetRecord.class, set.id().value());
        if (known == null) {
            entities.persist(new SetRecord(set));
        } else {
            known.is(set);
        }
    }

    @Override
    public void remove(SetId id) {
        SetRecord known = entities.find(SetRecord.class, id.value());
        if (known != null) {
            entities.remove(known);
        }
    }
}
