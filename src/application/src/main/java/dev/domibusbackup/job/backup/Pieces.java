package dev.domibusbackup.job.backup;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.domibusbackup.set.Json;

/** Keys of the pieces in a set's ledger, and their entries as JSON. */
final class Pieces {

    static final String QUEUE = "queue/";
    static final String DATABASE = "database/";
    static final String FOLDER = "folder/";
    static final String WARM = "warm/";
    static final String FILE = "file/";
    static final String SERVER = "server/";
    /** Marks that everything of a window is taken. */
    static final String TAKEN = "taken";

    private Pieces() {
    }

    static String json(Object entry) {
        try {
            return Json.mapper().writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be kept: " + entry.getClass(), e);
        }
    }
}
