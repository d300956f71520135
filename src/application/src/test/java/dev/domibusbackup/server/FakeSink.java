package dev.domibusbackup.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ServerProblem;

/** A sink of {@link FakeApplicationServer}: a message is in its queue when the test commits, and not before. */
final class FakeSink implements MessageSink {

    private final FakeQueue queue;
    private final List<Runnable> transaction;
    private boolean closed;

    FakeSink(FakeQueue queue, List<Runnable> transaction) {
        this.queue = queue;
        this.transaction = transaction;
    }

    @Override
    public Set<NotKept> send(PortableMessage message) {
        if (closed) {
            throw new IllegalStateException("the sink is closed");
        }
        if (!queue.takeRoom()) {
            throw ServerProblem.QUEUE_FULL.exception("queue", queue.name(), "message", message.header().id(),
                    "reason", "there is no room");
        }
        transaction.add(() -> queue.put(message));
        return message.header().deliveryCount() > 0 ? EnumSet.of(NotKept.DELIVERY_COUNT) : Set.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
