package dev.domibusbackup.server;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.domibusbackup.message.PortableMessage;

/** The messages of a {@link FakeQueue}: ready, scheduled, ready again, scheduled again, as the adapters do it. */
final class FakeQueueSource implements MessageSource {

    private final FakeQueue queue;
    private final QueueCut cut;
    private final Set<Long> seen = new HashSet<>();
    private int pass;
    private int at;
    private int given;
    private long arrived;
    private long addedAtEnd;
    private long expiredAtEnd;
    private boolean closed;

    FakeQueueSource(FakeQueue queue, QueueCut cut) {
        this.queue = queue;
        this.cut = cut;
        queue.openSources++;
    }

    @Override
    public Optional<PortableMessage> next() {
        if (closed) {
            throw new IllegalStateException("the source is closed");
        }
        if (given == queue.duringAt) {
            queue.duringAt = -1;
            queue.during.run();
        }
        synchronized (queue) {
            for (; pass < 4 && given < queue.endsAfter; pass++, at = 0) {
                List<FakeQueue.Entry> entries = pass % 2 == 0 ? queue.ready : queue.scheduled;
                while (at < entries.size()) {
                    FakeQueue.Entry entry = entries.get(at++);
                    if (!seen.add(entry.id())) {
                        continue;
                    }
                    if (entry.id() <= cut.lastId()) {
                        given++;
                        return Optional.of(entry.message());
                    }
                    arrived++;
                }
            }
            addedAtEnd = queue.added;
            expiredAtEnd = queue.expired;
            return Optional.empty();
        }
    }

    @Override
    public long arrivedAfterCut() {
        return arrived;
    }

    @Override
    public long addedSinceCut() {
        return addedAtEnd - cut.added();
    }

    @Override
    public long expiredSinceCut() {
        return expiredAtEnd - cut.expired();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue.openSources--;
        }
    }
}
