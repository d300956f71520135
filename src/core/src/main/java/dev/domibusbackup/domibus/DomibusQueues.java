package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds all queues that Domibus owns, and never a topic. A known queue that the server lacks is of another version. */
final class DomibusQueues {

    private static final Pattern RULE = Pattern.compile("(?:(\\w+)\\.)?jmsplugin\\.queue\\.(.+)\\.queue");
    private static final Pattern OF_DOMAIN = Pattern.compile("(\\w+)\\.((?:jmsplugin|fsplugin|wsplugin|domibus)\\..+)");

    private final ServerQueues server;
    /** ActiveMQ, the broker on Tomcat, makes a queue when somebody uses it first. */
    private final boolean madeOnDemand;
    private final EffectiveProperties properties;
    private final Domains domains;
    private final Findings findings;
    private final Map<QueueFacts, List<DomibusQueue.Origin>> origins = new LinkedHashMap<>();
    private final Map<QueueFacts, KnownDestination> known = new LinkedHashMap<>();

    private DomibusQueues(ServerFacts facts, EffectiveProperties properties, Domains domains, Findings findings) {
        this.server = new ServerQueues(facts.queues());
        this.madeOnDemand = facts.kind() == ServerKind.TOMCAT;
        this.properties = properties;
        this.domains = domains;
        this.findings = findings;
    }

    /** Queues in the order of {@link KnownDestination}, then those that properties name. */
    static List<DomibusQueue> read(ServerFacts facts, EffectiveProperties properties, Domains domains,
            Findings findings) {
        DomibusQueues queues = new DomibusQueues(facts, properties, domains, findings);
        queues.fixed();
        queues.tenants();
        queues.named();
        return queues.all();
    }

    private void fixed() {
        for (KnownDestination destination : KnownDestination.values()) {
            if (!destination.topic()) {
                server.find(destination).filter(found -> !found.topic()).ifPresent(found -> {
                    known.putIfAbsent(found, destination);
                    add(found, new DomibusQueue.Origin(DomibusQueue.Kind.FIXED, Optional.empty(), Optional.empty(),
                            Optional.empty()));
                });
            }
        }
    }

    /** Domibus 4 put the domain's code before the queue's name. */
    private void tenants() {
        if (!domains.multiTenant()) {
            return;
        }
        for (Domain domain : domains.all()) {
            for (KnownDestination destination : KnownDestination.values()) {
                String name = domain.code() + "." + destination.logicalName();
                server.find(name).or(() -> server.find("jms/" + name)).ifPresent(found -> add(found,
                        new DomibusQueue.Origin(DomibusQueue.Kind.TENANT, Optional.empty(), Optional.empty(),
                                Optional.of(domain.code()))));
            }
        }
    }

    private void named() {
        for (String name : properties.names()) {
            Matcher rule = RULE.matcher(name);
            Matcher ofDomain = OF_DOMAIN.matcher(name);
            if (rule.matches()) {
                named(name, DomibusQueue.Kind.RULE, Optional.ofNullable(rule.group(1)));
            } else if (KnownDestination.ofProperty(name).isPresent()) {
                named(name, DomibusQueue.Kind.PROPERTY, Optional.empty());
            } else if (ofDomain.matches() && KnownDestination.ofProperty(ofDomain.group(2)).isPresent()) {
                named(name, DomibusQueue.Kind.PROPERTY, Optional.of(ofDomain.group(1)));
            }
        }
        // a known name that only the environment sets is not among the names
        for (KnownDestination destination : KnownDestination.values()) {
            destination.property().filter(name -> !properties.names().contains(name))
                    .ifPresent(name -> named(name, DomibusQueue.Kind.PROPERTY, Optional.empty()));
        }
    }

    private void named(String property, DomibusQueue.Kind kind, Optional<String> domain) {
        if (domain.isPresent() && domains.ofProperty(property).isEmpty()) {
            findings.warning(DomibusProblem.QUEUE_OF_UNKNOWN_DOMAIN, "property", property,
                    "source", properties.source(property), "domain", domain.get());
            return;
        }
        properties.value(property, findings).ifPresent(queue -> {
            Optional<QueueFacts> found = server.find(queue);
            if (found.isEmpty() && !madeOnDemand) {
                findings.problem(DomibusProblem.QUEUE_NOT_ON_SERVER, "property", property,
                        "source", properties.source(property), "queue", Redaction.text(queue));
            }
            found.ifPresent(facts -> add(facts, new DomibusQueue.Origin(kind, Optional.of(property),
                    Optional.of(properties.source(property)), domain)));
        });
    }

    private void add(QueueFacts queue, DomibusQueue.Origin origin) {
        if (!queue.topic()) {
            origins.computeIfAbsent(queue, key -> new ArrayList<>()).add(origin);
        }
    }

    private List<DomibusQueue> all() {
        return origins.entrySet().stream().map(queue -> new DomibusQueue(queue.getKey().name(),
                queue.getKey().address(), Optional.ofNullable(known.get(queue.getKey())), queue.getValue())).toList();
    }
}
