package dev.domibusbackup.standin;

/**
 * How one listener of the application does.
 *
 * @param queue logical name of the queue
 * @param selector null where every message is taken
 * @param working a message is in work at this moment
 */
public record ListenerStatus(String queue, String selector, boolean alive, boolean working, long processed,
        long rolledBack) {
}
