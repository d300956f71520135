package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * Reads the broker's own list of a queue, without a consumer: no flow control that could end a browser early, and
 * paged messages as well. Four passes: ready, scheduled, ready, scheduled. A message that falls due between the first
 * two is in neither for a moment; the later passes find it, and its id keeps it from being given twice.
 */
final class BrokerMessageSource implements MessageSource {

    private enum Pass { READY, SCHEDULED, READY_AGAIN, SCHEDULED_AGAIN, END }

    private final Queue queue;
    private final QueueCut cut;
    private final SeenIds seen = new SeenIds();
    private Pass pass = Pass.READY;
    private LinkedListIterator<MessageReference> browser;
    private Iterator<MessageReference> current;
    private long arrivedAfterCut;

    BrokerMessageSource(Queue queue, QueueCut cut) {
        this.queue = queue;
        this.cut = cut;
        open();
    }

    @Override
    public Optional<PortableMessage> next() {
        while (pass != Pass.END) {
            MessageReference reference = nextReference();
            if (reference == null) {
                close();
                pass = Pass.values()[pass.ordinal() + 1];
                open();
            } else if (seen.add(reference.getMessageID())) {
                if (reference.getMessageID() <= cut.lastId()) {
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
        return queue.getMessagesAdded() - cut.added();
    }

    @Override
    public long expiredSinceCut() {
        return queue.getMessagesExpired() - cut.expired();
    }

    @Override
    public void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        current = null;
    }

    private void open() {
        switch (pass) {
            case READY, READY_AGAIN -> {
                // what was sent a moment ago is in an intermediate list until the queue's executor has run
                queue.flushExecutor();
                browser = queue.browserIterator();
                current = browser;
            }
            case SCHEDULED, SCHEDULED_AGAIN -> current = queue.getScheduledMessages().iterator();
            case END -> current = null;
        }
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
