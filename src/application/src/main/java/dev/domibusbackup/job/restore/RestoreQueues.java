package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.domibus.ServerQueues;
import dev.domibusbackup.job.messages.Fate;
import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.server.QueueState;
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
        owned = Stream.concat(run.found().installation().queues().stream().map(DomibusQueue::address),
                        run.settings().list(Setting.OWNED_QUEUES).stream()
                                .flatMap(name -> find(name).stream()))
                .collect(Collectors.toSet());
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
            } else if (!owned.contains(target.get()) && !isAskedFor(entry)) {
                run.warn(RestoreProblem.NOT_OWNED.with("queue", entry.name()));
            } else {
                queues.add(new ImportQueue(entry.name(), target.get(), run.set().folder().resolve(entry.artifact()),
                        entry.taken(), message -> Fate.SENT));
            }
        }
        noteOthers(queues);
        return queues;
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
