package dev.domibusbackup.quiet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueCut;

/** What a quiet window writes down, by what is found at the server. Changes nothing. */
final class QuietWindowDraft {

    private static final System.Logger LOG = System.getLogger(QuietWindowDraft.class.getName());

    private final ApplicationServer server;

    QuietWindowDraft(ApplicationServer server) {
        this.server = server;
    }

    static boolean covers(QuietWindowRecord window, QuietWindow.Request request) {
        return window.queues().stream().map(PausedQueue::name).toList().containsAll(request.queues());
    }

    static Map<String, Long> numbers(List<QueueCut> cuts) {
        return cuts.stream().collect(Collectors.toMap(QueueCut::queue, cut -> cut.ready() + cut.scheduled()));
    }

    /** What was undone meanwhile by others is found as it is now; what is to be undone by us stays so. */
    QuietWindowRecord adopted(QuietWindowRecord old, String id, QuietWindow.Request request) {
        List<PausedQueue> queues = new ArrayList<>();
        old.queues().forEach(queue -> queues.add(
                new PausedQueue(queue.name(), queue.pausedBefore() && server.queue(queue.name()).paused())));
        List<String> known = old.queues().stream().map(PausedQueue::name).toList();
        request.queues().stream().filter(name -> !known.contains(name))
                .forEach(name -> queues.add(new PausedQueue(name, server.queue(name).paused())));
        boolean running = old.wasRunning() || !server.state(request.domibus().name()).isDown();
        return old.adoptedAs(id, Owner.self(), running, queues);
    }

    QuietWindowRecord intent(String id, QuietWindow.Request request) {
        List<PausedQueue> queues = request.queues().stream()
                .map(name -> new PausedQueue(name, server.queue(name).paused())).toList();
        boolean running = !server.state(request.domibus().name()).isDown();
        return new QuietWindowRecord(id, request.purpose(), request.job(), Owner.self(), State.OPENING,
                request.hold(), request.domibus(), running, queues, Instant.now(), null, List.of());
    }

    List<QueueCut> cuts(QuietWindowRecord window) {
        List<QueueCut> cuts = new ArrayList<>();
        for (PausedQueue queue : window.queues()) {
            QueueCut cut = server.cut(queue.name());
            if (cut.delivering() > 0) {
                throw QuietProblem.NOT_QUIET.exception("queue", queue.name(), "reason",
                        cut.delivering() + " messages are in delivery although it is paused");
            }
            cuts.add(cut);
        }
        return cuts;
    }

    /**
     * A held window after the death of its process, if nothing has happened to its queues: they are paused persistently
     * and Domibus stays stopped, so what was taken is still of the same moment. A message that did not outlive the
     * server, or came since, shows in the number. The cuts are taken anew, because the broker counts from its start.
     */
    Optional<QuietWindowRecord> outlived(QuietWindowRecord old) {
        if (old.isChanged()) {
            // its queues are what the restore has made of them; what is to be removed lies up to the cuts of then
            return Optional.of(old.takenOverBy(Owner.self(), old.cuts()));
        }
        if (!old.hold() || old.owner().isAlive()) {
            return Optional.empty();
        }
        List<QueueCut> now = cuts(old);
        if (!numbers(now).equals(numbers(old.cuts()))) {
            LOG.log(System.Logger.Level.INFO, "Quiet window {0} was held, but its queues are not what they were: "
                    + "everything is taken anew.", old.id());
            return Optional.empty();
        }
        LOG.log(System.Logger.Level.INFO, "Quiet window {0} of process {1}, which died, goes on.", old.id(),
                Long.toString(old.owner().pid()));
        return Optional.of(old.takenOverBy(Owner.self(), now));
    }
}
