package dev.domibusbackup.domibus;

import java.util.List;
import java.util.Objects;

/**
 * A destination as the server knows it.
 *
 * @param name      the server's own name: WildFly's resource, ActiveMQ's physical name, WebLogic's {@code module!queue}
 * @param address   the broker's name for it, as {@code jms.queue.DomibusDLQ}; equal to the name if there is no other
 * @param jndiNames all its JNDI names
 * @param topic     whether it is a topic: never backed up
 */
public record QueueFacts(String name, String address, List<String> jndiNames, boolean topic) {

    public QueueFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        jndiNames = List.copyOf(jndiNames);
    }
}
