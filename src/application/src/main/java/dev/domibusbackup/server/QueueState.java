package dev.domibusbackup.server;

import java.util.List;

/**
 * A queue and its counts at one instant. {@code total = ready + delivering + scheduled}.
 *
 * @param name       the broker's name, {@code jms.queue.DomibusDLQ}; the key of every other call
 * @param resource   name in the server's model, {@code DomibusDLQ}; equal to {@code name} where there is none
 * @param jndiNames  names it is bound to
 * @param paused     whether delivery to consumers is paused
 * @param ready      messages that a consumer would get now
 * @param delivering messages that a consumer holds
 * @param scheduled  messages that fall due later
 * @param consumers  number of consumers
 */
public record QueueState(String name, String resource, List<String> jndiNames, boolean paused,
                         long ready, long delivering, long scheduled, int consumers) {

    public QueueState {
        jndiNames = List.copyOf(jndiNames);
    }

    public long total() {
        return ready + delivering + scheduled;
    }
}
