package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.domibus.QueueFacts;
import java.util.List;
import java.util.Objects;

/**
 * Where the messages are to go.
 *
 * @param installation what was discovered there
 * @param queues       every queue of its server, Domibus's and others'
 */
public record PortingTarget(InstallationView installation, List<QueueFacts> queues) {

    public PortingTarget {
        Objects.requireNonNull(installation, "installation");
        queues = List.copyOf(queues);
    }
}
