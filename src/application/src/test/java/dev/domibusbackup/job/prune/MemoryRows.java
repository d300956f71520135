package dev.domibusbackup.job.prune;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.catalog.SetRows;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.SetId;

/** An index in memory, which keeps its sets as the table does: as JSON. */
final class MemoryRows implements SetRows {

    final Map<SetId, String> rows = new TreeMap<>(Comparator.reverseOrder());
    int written;

    @Override
    public List<IndexedSet> all() {
        return rows.values().stream().map(MemoryRows::read).toList();
    }

    @Override
    public void put(IndexedSet set) {
        written++;
        try {
            rows.put(set.id(), Json.mapper().writeValueAsString(set));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void remove(SetId id) {
        rows.remove(id);
    }

    private static IndexedSet read(String json) {
        try {
            return Json.mapper().readValue(json, IndexedSet.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
