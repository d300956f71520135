package dev.domibusbackup.domibus;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A queue that Domibus owns and the server has.
 *
 * @param name    the server's name for it
 * @param address the broker's name for it
 * @param known   which of Domibus's own it is; empty for rule and tenant queues
 * @param origins why it is Domibus's: at least one
 */
public record DomibusQueue(String name, String address, Optional<KnownDestination> known, List<Origin> origins) {

    /** What makes a queue Domibus's. */
    public enum Kind {
        /** Domibus creates it. */
        FIXED,
        /** A property names it. */
        PROPERTY,
        /** A routing rule of the JMS plugin names it. */
        RULE,
        /** It is a tenant's own of Domibus 4, by its name. */
        TENANT
    }

    /**
     * Why a queue is Domibus's.
     *
     * @param kind     what makes it so
     * @param property the property that names it
     * @param source   where that property is from
     * @param domain   whose it is; empty if it serves all
     */
    public record Origin(Kind kind, Optional<String> property, Optional<String> source, Optional<String> domain) {

        public Origin {
            Objects.requireNonNull(kind, "kind");
            if (property.isPresent() != source.isPresent()) {
                throw new IllegalArgumentException("a property and its source, or neither");
            }
        }
    }

    public DomibusQueue {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        origins = List.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("queue " + name + ": nothing says that it is Domibus's");
        }
    }
}
