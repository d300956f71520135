package dev.domibusbackup.porting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.message.MessageSelector;
import dev.domibusbackup.porting.PortingChoice.ChosenQueue;
import dev.domibusbackup.problem.PortingProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.QueueEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes one plan. */
final class Planning {

    private final Manifest manifest;
    private final PortingChoice choice;
    private final PortingRules rules;
    private final TargetQueues target;
    private final Optional<DomibusVersion> targetVersion;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<QueueEntry, ChosenQueue> chosen = new LinkedHashMap<>();

    Planning(Manifest manifest, PortingTarget target, PortingChoice choice, PortingRules rules) {
        this.manifest = manifest;
        this.choice = choice;
        this.rules = rules;
        this.target = new TargetQueues(target);
        this.targetVersion = version(target.installation());
    }

    PortingPlan plan() {
        checkSet();
        Optional<InstallationView> source = source();
        Optional<DomibusVersion> sourceVersion = source.flatMap(Planning::version);
        Optional<RuleSet> ruleSet = source.isEmpty() ? Optional.empty()
                : RuleChoice.of(rules, choice.ruleSet(), sourceVersion, targetVersion, problems::add);
        choose();
        List<QueuePlan> queues = source.isEmpty() || ruleSet.isEmpty() ? List.of()
                : manifest.queues().stream().map(queue -> plan(queue, source.get(), ruleSet.get())).toList();
        checkShared(queues);
        return new PortingPlan(ruleSet.map(RuleSet::name), sourceVersion.map(DomibusVersion::version),
                targetVersion.map(DomibusVersion::version), queues, problems);
    }

    private void checkSet() {
        String supported = Manifest.FORMAT.substring(0, Manifest.FORMAT.indexOf('.') + 1);
        if (!manifest.format().startsWith(supported)) {
            problems.add(SetProblem.FORMAT_TOO_NEW.with("id", manifest.id(), "format", manifest.format(),
                    "supported", supported + "x"));
        }
        if (!manifest.components().contains(Component.MESSAGES)) {
            problems.add(PortingProblem.NO_MESSAGES.with("id", manifest.id()));
        }
        boolean ranOn = manifest.quietWindow() != null && manifest.quietWindow().closedAt() != null;
        if (ranOn && !choice.acceptDuplicates()) {
            problems.add(PortingProblem.DUPLICATES_POSSIBLE.with("id", manifest.id(), "cut",
                    manifest.quietWindow().cutAt()));
        }
    }

    private Optional<InstallationView> source() {
        try {
            InstallationView view = Json.mapper().readerFor(InstallationView.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Json.mapper().writeValueAsString(manifest.installation()));
            if (view != null && view.queues() != null) {
                return Optional.of(view);
            }
            problems.add(PortingProblem.INSTALLATION_UNKNOWN.with("id", manifest.id(), "reason",
                    "its installation has no queues"));
        } catch (JsonProcessingException e) {
            problems.add(PortingProblem.INSTALLATION_UNKNOWN.with("id", manifest.id(), "reason",
                    e.getOriginalMessage()));
        }
        return Optional.empty();
    }

    private static Optional<DomibusVersion> version(InstallationView installation) {
        return Optional.ofNullable(installation.version())
                .map(version -> new DomibusVersion(version, Optional.empty(), "installation"));
    }

    /** Finds the queues that the caller names. */
    private void choose() {
        for (ChosenQueue wanted : choice.queues()) {
            Optional<QueueEntry> entry = manifest.queues().stream()
                    .filter(queue -> wanted.from().equals(queue.name()) || wanted.from().equals(queue.resource())
                            || wanted.from().equals(queue.logicalName())).findFirst();
            if (entry.isEmpty()) {
                problems.add(PortingProblem.QUEUE_NOT_IN_SET.with("queue", wanted.from(), "known",
                        manifest.queues().stream().map(QueueEntry::name).collect(Collectors.joining(", "))));
            } else if (chosen.putIfAbsent(entry.get(), wanted) != null) {
                problems.add(PortingProblem.QUEUE_CHOSEN_TWICE.with("queue", wanted.from()));
            }
            wanted.selector().ifPresent(selector -> checkSelector(wanted.from(), selector));
        }
    }

    private void checkSelector(String queue, String selector) {
        try {
            MessageSelector.of(queue, selector);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }

    private QueuePlan plan(QueueEntry queue, InstallationView source, RuleSet ruleSet) {
        Optional<ChosenQueue> wanted = Optional.ofNullable(chosen.get(queue));
        if (wanted.isEmpty() && !choice.queues().isEmpty()) {
            return leftOut(queue, wanted, Decision.SKIP, "It was not chosen.");
        }
        if (queue.taken() == 0) {
            return leftOut(queue, wanted, Decision.SKIP, "It was empty.");
        }
        Set<QueueRole> roles = source.queues().stream().filter(view -> view.address().equals(queue.name()))
                .findFirst().map(QueueRole::of).orElse(Set.of());
        if (roles.isEmpty() && wanted.isEmpty()) {
            return leftOut(queue, wanted, Decision.SKIP, "No rule knows the queue: it goes only when it is named.");
        }
        List<String> found = targets(queue, wanted, roles);
        Set<KnownDestination> destinations = new LinkedHashSet<>();
        roles.forEach(role -> destinations.add(role.destination()));
        // what another queue of the target does with its messages, it does with these too
        found.forEach(address -> target.roles(address).forEach(role -> destinations.add(role.destination())));
        Verdict verdict = Verdicts.of(ruleSet, destinations, wanted.isPresent(), choice.sameDatabase());
        if (verdict.decision() != Decision.IMPORT) {
            if (verdict.decision() == Decision.REFUSE && wanted.isPresent()) {
                problems.add(PortingProblem.QUEUE_REFUSED.with("queue", queue.name(), "reason",
                        Verdict.within(verdict.reason())));
            }
            return leftOut(queue, wanted, verdict.decision(), verdict.reason());
        }
        if (found.size() != 1) {
            return withoutTarget(queue, wanted, found);
        }
        return new QueuePlan(queue.name(), queue.artifact(), Optional.of(found.get(0)), Decision.IMPORT,
                verdict.reason(), queue.taken(), wanted.flatMap(ChosenQueue::selector),
                rules.messageRules(destinations));
    }

    private List<String> targets(QueueEntry queue, Optional<ChosenQueue> wanted, Set<QueueRole> roles) {
        Optional<String> to = wanted.flatMap(ChosenQueue::to);
        if (to.isPresent()) {
            return target.named(to.get()).stream().toList();
        }
        return roles.isEmpty() ? target.named(queue.name()).stream().toList() : target.corresponding(roles);
    }

    private QueuePlan withoutTarget(QueueEntry queue, Optional<ChosenQueue> wanted, List<String> found) {
        Optional<String> to = wanted.flatMap(ChosenQueue::to);
        if (to.isPresent()) {
            problems.add(PortingProblem.TARGET_UNKNOWN.with("queue", to.get(), "from", queue.name()));
        } else if (found.isEmpty()) {
            problems.add(PortingProblem.TARGET_MISSING.with("queue", queue.name(), "messages", queue.taken()));
        } else {
            problems.add(PortingProblem.TARGET_AMBIGUOUS.with("queue", queue.name(), "candidates",
                    String.join(", ", found)));
        }
        return leftOut(queue, wanted, Decision.REFUSE, found.isEmpty() ? "The target has no queue for it."
                : "Several queues of the target correspond to it.");
    }

    private static QueuePlan leftOut(QueueEntry queue, Optional<ChosenQueue> wanted, Decision decision,
            String reason) {
        return new QueuePlan(queue.name(), queue.artifact(), Optional.empty(), decision, reason, queue.taken(),
                wanted.flatMap(ChosenQueue::selector), List.of());
    }

    /** Several queues go into one only if the caller says so for each of them. */
    private void checkShared(List<QueuePlan> queues) {
        Set<String> explicit = chosen.entrySet().stream().filter(entry -> entry.getValue().to().isPresent())
                .map(entry -> entry.getKey().name()).collect(Collectors.toSet());
        queues.stream().filter(queue -> queue.to().isPresent())
                .collect(Collectors.groupingBy(queue -> queue.to().get(), LinkedHashMap::new, Collectors.toList()))
                .forEach((to, sources) -> {
                    List<String> names = sources.stream().map(QueuePlan::from).toList();
                    if (names.size() > 1 && !explicit.containsAll(names)) {
                        problems.add(PortingProblem.TARGET_SHARED.with("queues", String.join(", ", names),
                                "target", to));
                    }
                });
    }
}
