package dev.domibusbackup.api;

import java.util.List;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.job.prune.SetIndex;
import dev.domibusbackup.set.SetId;

/**
 * The index after it was made anew.
 *
 * @param repository the folder of all sets
 * @param sets       the sets in it, newest first
 */
public record IndexAnswer(String repository, List<SetId> sets) {

    static IndexAnswer of(SetIndex.State state) {
        return new IndexAnswer(state.repository().toString(), state.sets().stream().map(IndexedSet::id).toList());
    }
}
