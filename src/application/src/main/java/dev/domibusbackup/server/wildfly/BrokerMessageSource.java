package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.MessageNumbers;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * Reads the broker's own list of a queue, without a consumer: no flow control that could end a browser early, and
 * paged messages as well. Four passes: ready, scheduled, ready, scheduled. A message that falls due between the first
 * two is in neither for a moment; the later passes find it, and its id keeps it from being given twice. The last two
 * are repeated until nothing arrived during them, so that the counters say exactly what the passes saw. They are left
 * out when they cannot find anything, because they read the files of a paging queue once more: when nothing was added
 * since the cut, there is nothing in the queue that was not in it then, and as many different messages as it had then
 * are all of them.
 */
final class BrokerMessageSource implements MessageSource {

    private enum Pass { READY, SCHEDULED, READY_AGAIN, SCHEDULED_AGAIN, END }

    /** A producer faster than this many passes over known ids leaves the counters ahead of the passes. */
    private static final int REPETITIONS = 100;

    private final Queue queue;
    private final QueueCut cut;
    private final MessageNumbers seen = new MessageNumbers();
    private final MessageNumbers scheduledAtFirst = new MessageNumbers();
    private Pass pass = Pass.READY;
    private LinkedListIterator<MessageReference> browser;
    private Iterator<MessageReference> current;
    private long given;
    private long arrivedAfterCut;
    private long added;
    private long expired;
    private int repetitions;

    BrokerMessageSource(Queue queue, QueueCut cut) {
        this.queue = queue;
        this.cut = cut;
        // the browser of a paging queue meets scheduled messages in the page files, without due time and delivery count
        queue.getScheduledMessages().stream().filter(MessageReference::isPaged)
                .forEach(reference -> scheduledAtFirst.add(reference.getMessageID()));
        open();
    }

    @Override
    public Optional<PortableMessage> next() {
        while (pass != Pass.END) {
            MessageReference reference = nextReference();
            if (reference == null) {
                close();
                pass = following();
                open();
            } else if (!isLeftToScheduledPass(reference) && seen.add(reference.getMessageID())) {
                if (reference.getMessageID() <= cut.lastId()) {
                    given++;
                    return Optional.of(portable(reference));
                }
                arrivedAfterCut++;
            }
        }
        return Optional.empty();
    }

    @Override
    public long arrivedAfterCut() {
        return arrivedAfterCut;
    }

    @Override
    public long addedSinceCut() {
        return added - cut.added();
    }

    @Override
    public long expiredSinceCut() {
        return expired - cut.expired();
    }

    @Override
    public void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        current = null;
    }

    private Pass following() {
        if (pass == Pass.SCHEDULED && isEverythingGiven()) {
            return Pass.END;
        }
        if (pass == Pass.SCHEDULED_AGAIN && added != queue.getMessagesAdded() && ++repetitions < REPETITIONS) {
            return Pass.READY_AGAIN;
        }
        return Pass.values()[pass.ordinal() + 1];
    }

    private boolean isEverythingGiven() {
        return added == cut.added() && added == queue.getMessagesAdded() && arrivedAfterCut == 0
                && given == cut.ready() + cut.scheduled() + cut.delivering();
    }

    private void open() {
        switch (pass) {
            case READY, READY_AGAIN -> {
                added = queue.getMessagesAdded();
                // what was sent a moment ago is in an intermediate list until the queue's executor has run
                Arrivals.takeIn(queue);
                browser = queue.browserIterator();
                current = browser;
            }
            case SCHEDULED, SCHEDULED_AGAIN -> current = queue.getScheduledMessages().iterator();
            case END -> expired = queue.getMessagesExpired();
        }
    }

    private boolean isLeftToScheduledPass(MessageReference reference) {
        return pass == Pass.READY && scheduledAtFirst.contains(reference.getMessageID());
    }

    private MessageReference nextReference() {
        if (current == null) {
            throw new IllegalStateException("the source is closed");
        }
        try {
            return current.hasNext() ? current.next() : null;
        } catch (NoSuchElementException e) {
            // the iterator of a paging queue says so when the messages behind the last one have gone meanwhile
            return null;
        }
    }

    private PortableMessage portable(MessageReference reference) {
        try {
            boolean scheduled = pass == Pass.SCHEDULED || pass == Pass.SCHEDULED_AGAIN;
            return MessageMapper.portable(reference, scheduled);
        } catch (RuntimeException | ActiveMQException | IOException e) {
            throw ServerProblem.QUEUE_UNREADABLE.caused(e, "message", reference.getMessageID(),
                    "queue", queue.getName(), "reason", e);
        }
    }
}
