package dev.domibusbackup.activemq;

import java.util.Objects;

/**
 * A queue of the stores and what it holds, by the stores' own index and list of jobs.
 *
 * @param name      name at the broker
 * @param ready     messages in KahaDB
 * @param scheduled messages that wait in the scheduler store
 */
public record StoredQueue(String name, long ready, long scheduled) {

    public StoredQueue {
        Objects.requireNonNull(name, "name");
        if (ready < 0 || scheduled < 0) {
            throw new IllegalArgumentException("a negative count for queue " + name);
        }
    }
}
