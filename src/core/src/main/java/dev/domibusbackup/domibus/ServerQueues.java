package dev.domibusbackup.domibus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a destination of the server by any of the names that it has. */
public final class ServerQueues {

    private static final List<String> ADDRESS_PREFIXES = List.of("jms.queue.", "jms.topic.");

    private final Map<String, QueueFacts> byJndiName = new LinkedHashMap<>();
    private final Map<String, QueueFacts> byName = new LinkedHashMap<>();

    public ServerQueues(List<QueueFacts> destinations) {
        for (QueueFacts destination : destinations) {
            destination.jndiNames().forEach(name -> byJndiName.putIfAbsent(JndiNames.plain(name), destination));
            byName.putIfAbsent(destination.name(), destination);
            byName.putIfAbsent(withoutPrefix(destination.address()), destination);
            // WebLogic: module!queue, in a cluster module!server@queue
            String name = destination.name();
            byName.putIfAbsent(name.substring(Math.max(name.lastIndexOf('!'), name.lastIndexOf('@')) + 1), destination);
        }
    }

    /** By a JNDI name, an address or the server's name: whatever a property may hold. */
    public Optional<QueueFacts> find(String name) {
        QueueFacts found = byJndiName.get(JndiNames.plain(name));
        return Optional.ofNullable(found != null ? found : byName.get(withoutPrefix(name.strip())));
    }

    /** JNDI names first: resource names differ between servers. */
    Optional<QueueFacts> find(KnownDestination known) {
        return known.jndiNames().stream().map(byJndiName::get).filter(found -> found != null).findFirst()
                .or(() -> known.serverNames().stream().map(byName::get).filter(found -> found != null).findFirst());
    }

    private static String withoutPrefix(String address) {
        return ADDRESS_PREFIXES.stream().filter(address::startsWith)
                .map(prefix -> address.substring(prefix.length())).findFirst().orElse(address);
    }
}
