package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.domibus.KnownDestination;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a queue is to Domibus, by which it is found again on another server, whatever its name is there.
 *
 * @param destination the destination it is, or stands for
 * @param domain      whose it is; empty if it serves all
 * @param rule        the routing rule of the JMS plugin that names it
 */
record QueueRole(KnownDestination destination, Optional<String> domain, Optional<String> rule) {

    private static final String ROUTING = ".routing.";
    private static final String QUEUE = ".queue";

    QueueRole {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(rule, "rule");
    }

    /** Every role of a queue: one queue may serve several properties. */
    static Set<QueueRole> of(InstallationView.Queue queue) {
        Set<QueueRole> roles = new LinkedHashSet<>();
        for (InstallationView.Origin origin : queue.origins()) {
            of(queue, origin).ifPresent(roles::add);
        }
        return roles;
    }

    /** The roles for which a property names the queue: it is then in use as such. */
    static Set<QueueRole> named(InstallationView.Queue queue) {
        Set<QueueRole> roles = new LinkedHashSet<>();
        queue.origins().stream().filter(origin -> origin.property() != null)
                .forEach(origin -> of(queue, origin).ifPresent(roles::add));
        return roles;
    }

    private static Optional<QueueRole> of(InstallationView.Queue queue, InstallationView.Origin origin) {
        Optional<String> domain = Optional.ofNullable(origin.domain());
        if (origin.property() == null) {
            return domain.isEmpty()
                    ? Optional.ofNullable(queue.logicalName()).map(RuleSet::destination)
                            .map(known -> new QueueRole(known, domain, Optional.empty()))
                    : ofTenant(queue, domain.get());
        }
        String property = domain.filter(code -> origin.property().startsWith(code + "."))
                .map(code -> origin.property().substring(code.length() + 1)).orElse(origin.property());
        int routing = property.indexOf(ROUTING);
        if (routing < 0 || !property.endsWith(QUEUE)) {
            return KnownDestination.ofProperty(property)
                    .map(known -> new QueueRole(known, domain, Optional.empty()));
        }
        String rule = property.substring(routing + ROUTING.length(), property.length() - QUEUE.length());
        return KnownDestination.ofProperty(property.substring(0, routing))
                .map(known -> new QueueRole(known, domain, Optional.of(rule)));
    }

    /** Domibus 4 put the domain's code before the name of its own queue; JNDI name or resource, it ends so. */
    private static Optional<QueueRole> ofTenant(InstallationView.Queue queue, String domain) {
        for (KnownDestination known : KnownDestination.values()) {
            String name = domain + "." + known.logicalName();
            if (queue.name().endsWith(name) || queue.address().endsWith(name)) {
                return Optional.of(new QueueRole(known, Optional.of(domain), Optional.empty()));
            }
        }
        return Optional.empty();
    }
}
