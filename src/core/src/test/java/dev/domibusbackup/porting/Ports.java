package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.Tree;
import dev.domibusbackup.porting.PortingChoice.ChosenQueue;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets, targets and choices for tests. */
final class Ports {

    private static final Instant CUT = Instant.parse("2026-11-22T10:15:00Z");

    /** What the manifest of the set shall say; everything else is as of a set after which Domibus stayed stopped. */
    String format = Manifest.FORMAT;
    List<Component> components = List.of(Component.values());
    Instant closedAt;
    private final Tree source;
    private final List<Manifest.QueueEntry> extra = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();

    private Ports(Tree source) {
        this.source = source;
    }

    static Ports of(Tree source) {
        return new Ports(source);
    }

    /** Adds a queue that is not Domibus's. */
    Ports foreign(String name) {
        extra.add(entry(name, name, null, 3));
        return this;
    }

    /** Lets a queue be without messages. */
    Ports empty(String name) {
        empty.add(name);
        return this;
    }

    /** Each queue of the source with three messages. */
    Manifest manifest() {
        Installation installation = source.read();
        List<Manifest.QueueEntry> queues = new ArrayList<>();
        installation.queues().forEach(queue -> queues.add(entry(queue.address(), queue.name(),
                queue.known().map(known -> known.logicalName()).orElse(null), empty.contains(queue.address()) ? 0 : 3)));
        queues.addAll(extra);
        return new Manifest(format, SetId.of(CUT, Optional.of("test")), "1.0", "operator", "job", CUT, CUT,
                Json.mapper().valueToTree(installation.view()),
                new Manifest.QuietWindowTimes("w", CUT, CUT, closedAt, closedAt == null ? null : Duration.ofSeconds(3)),
                components, queues, List.of(), List.of(), Map.of(), List.of(), List.of());
    }

    private static Manifest.QueueEntry entry(String name, String resource, String logicalName, long messages) {
        return new Manifest.QueueEntry(name, resource, logicalName, "messages/" + name + ".jsonl.gz", messages, 0,
                messages, 0, 0, 0);
    }

    PortingPlan plan(Tree target, PortingChoice choice) {
        return PortingPlan.of(manifest(), target(target), choice, PortingRules.standard());
    }

    static PortingTarget target(Tree tree) {
        return new PortingTarget(tree.read().view(), tree.queues());
    }

    /** The words of a choice, the rule set first or empty; the database is the same. */
    static PortingChoice choice(String ruleSet, ChosenQueue... queues) {
        return new PortingChoice(Optional.ofNullable(ruleSet), List.of(queues), false, true, false);
    }

    static ChosenQueue queue(String from) {
        return new ChosenQueue(from, Optional.empty(), Optional.empty());
    }

    static ChosenQueue queue(String from, String to) {
        return new ChosenQueue(from, Optional.of(to), Optional.empty());
    }
}
