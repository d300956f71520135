package dev.domibusbackup.server;

/**
 * A consumer or producer of a queue.
 *
 * @param role    what it does with the queue
 * @param where   remote address, or {@code in this server}
 * @param name    client id, deployment or connection id, whatever tells most
 * @param foreign true when it certainly does not belong to Domibus (a remote connection, another deployment's bean);
 *                false when the server cannot tell it from Domibus's own
 */
public record QueueClient(Role role, String where, String name, boolean foreign) {

    /** What a client does with the queue. */
    public enum Role { CONSUMER, PRODUCER }
}
