package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.domibus.ServerQueues;
import dev.domibusbackup.job.messages.Fate;
import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.problem.RestoreSafetyProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.QueueEntry;
import dev.domibusbackup.setting.Setting;

/** Finds the queue here for each chosen queue of the set. */
final class RestoreQueues {

    private final RestoreRun run;
    private final Map<String, QueueState> present = new LinkedHashMap<>();
    private final ServerQueues names;
    private final Set<String> owned;
    private final List<Problem> problems = new ArrayList<>();

    RestoreQueues(RestoreRun run) {
        this.run = run;
        List<QueueState> queues = run.server().queues();
        queues.forEach(queue -> present.put(queue.name(), queue));
        names = new ServerQueues(queues.stream()
                .map(queue -> new QueueFacts(queue.resource(), queue.name(), queue.jndiNames(), false)).toList());
        owned = Stream.of(run.found().installation().queues().stream().map(DomibusQueue::address),
                        run.settings().list(Setting.OWNED_QUEUES).stream().flatMap(name -> find(name).stream()),
                        ofWindow())
                .flatMap(addresses -> addresses).collect(Collectors.toSet());
        run.settings().list(Setting.OWNED_QUEUES).stream().filter(name -> find(name).isEmpty())
                .forEach(name -> run.warn(RestoreSafetyProblem.OWNED_QUEUE_GONE.with("key",
                        Setting.OWNED_QUEUES.key(), "queue", name)));
    }

    /** What this restore, or the one that it takes back, has paused is in its safety set, whatever is found by now. */
    private Stream<String> ofWindow() {
        return run.quietWindow().current().filter(window -> window.job().equals(run.job())
                        || run.rollback().filter(rollback -> rollback.newest().equals(window.job())).isPresent())
                .stream().flatMap(window -> window.queues().stream()).map(QuietWindowRecord.PausedQueue::name);
    }

    private Optional<String> find(String name) {
        return names.find(name).map(QueueFacts::address);
    }

    /** The queues to fill, with the places of their files. */
    List<ImportQueue> of(List<QueueEntry> chosen) {
        List<ImportQueue> queues = new ArrayList<>();
        for (QueueEntry entry : chosen) {
            Optional<String> target = find(entry.name()).or(() -> find(entry.resource()));
            if (target.isEmpty()) {
                missing(entry);
            } else if (!owned.contains(target.get()) && !isAskedFor(entry) && !comesBack(entry)) {
                notOwned(entry);
            } else {
                queues.add(new ImportQueue(entry.name(), target.get(), run.set().folder().resolve(entry.artifact()),
                        entry.taken(), message -> Fate.SENT));
            }
        }
        noteOthers(queues);
        return queues;
    }

    /** With the configuration of the set Domibus has the queues that it had. */
    private boolean comesBack(QueueEntry entry) {
        return run.takes(Component.CONFIGURATION) && wasOwned(entry);
    }

    private boolean wasOwned(QueueEntry entry) {
        if (entry.logicalName() != null) {
            return true;
        }
        JsonNode then = run.manifest().installation();
        return then != null && StreamSupport.stream(then.path("queues").spliterator(), false)
                .anyMatch(queue -> queue.path("address").asText().equals(entry.name()));
    }

    /** What was Domibus's may be needed; what never was is another application's. */
    private void notOwned(QueueEntry entry) {
        if (wasOwned(entry) && entry.taken() > 0) {
            problems.add(RestoreSafetyProblem.NO_LONGER_OWNED.with("queue", entry.name(), "messages",
                    entry.taken()));
        } else {
            run.warn(RestoreProblem.NOT_OWNED.with("queue", entry.name()));
        }
    }

    private boolean isAskedFor(QueueEntry entry) {
        return run.request().queues().stream().anyMatch(name -> RestoreScope.isNamed(entry, name));
    }

    /** An empty queue that a newer version no longer has is no loss. */
    private void missing(QueueEntry entry) {
        if (entry.taken() > 0) {
            problems.add(RestoreProblem.QUEUE_MISSING.with("queue", entry.name(), "messages", entry.taken()));
        }
    }

    private void noteOthers(List<ImportQueue> planned) {
        if (!run.request().queues().isEmpty() || planned.isEmpty()) {
            return;
        }
        Set<String> targets = planned.stream().map(ImportQueue::target).collect(Collectors.toSet());
        owned.stream().filter(queue -> !targets.contains(queue)).map(present::get)
                .filter(queue -> queue != null && queue.total() > 0)
                .forEach(queue -> run.warn(RestoreProblem.QUEUE_ONLY_HERE.with("queue", queue.name(), "messages",
                        queue.total())));
    }

    /** Queues of the set that are not here. */
    List<Problem> problems() {
        return problems;
    }

    /** What a queue here holds now. */
    long existing(String target) {
        return present.containsKey(target) ? present.get(target).total() : 0;
    }
}
