package dev.domibusbackup.server;

/**
 * A queue at the cut: counts and counters of one instant.
 *
 * @param queue      broker name of the queue
 * @param ready      messages ready
 * @param scheduled  messages scheduled
 * @param delivering messages held by consumers; a cut with any is not quiet
 * @param lastId     every message the broker accepts after the cut gets a greater id
 * @param added      the broker's counter of messages ever added
 * @param expired    the broker's counter of messages ever expired
 */
public record QueueCut(String queue, long ready, long scheduled, long delivering, long lastId, long added,
                       long expired) {
}
