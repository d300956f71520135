package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.domibus.ServerQueues;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The queues of the target, found by what they are to Domibus or by any of their names. */
final class TargetQueues {

    private final ServerQueues server;
    private final Map<String, Set<QueueRole>> roles = new LinkedHashMap<>();
    private final Map<String, Set<QueueRole>> inUse = new LinkedHashMap<>();

    TargetQueues(PortingTarget target) {
        server = new ServerQueues(target.queues().stream().filter(queue -> !queue.topic()).toList());
        for (InstallationView.Queue queue : target.installation().queues()) {
            roles.put(queue.address(), QueueRole.of(queue));
            inUse.put(queue.address(), QueueRole.named(queue));
        }
    }

    /** The broker name of the queue that has this broker, resource or JNDI name. */
    Optional<String> named(String name) {
        return server.find(name).map(QueueFacts::address);
    }

    /** What a queue of the target is to Domibus. */
    Set<QueueRole> roles(String address) {
        return roles.getOrDefault(address, Set.of());
    }

    /** The queues with one of these roles; where a property names a queue for a role, that one alone. */
    List<String> corresponding(Collection<QueueRole> wanted) {
        Set<String> found = new LinkedHashSet<>();
        for (QueueRole role : wanted) {
            List<String> used = holders(inUse, role);
            found.addAll(used.isEmpty() ? holders(roles, role) : used);
        }
        return List.copyOf(found);
    }

    private static List<String> holders(Map<String, Set<QueueRole>> queues, QueueRole role) {
        return queues.entrySet().stream().filter(queue -> queue.getValue().contains(role)).map(Map.Entry::getKey)
                .toList();
    }
}
