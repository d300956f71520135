package dev.domibusbackup.catalog;

import java.util.List;

import dev.domibusbackup.set.SetId;

/** Where the index of the sets is kept. */
public interface SetRows {

    /** All sets of the index, newest first. */
    List<IndexedSet> all();

    /** Adds a set, or replaces what is known of it. */
    void put(IndexedSet set);

    void remove(SetId id);
}
