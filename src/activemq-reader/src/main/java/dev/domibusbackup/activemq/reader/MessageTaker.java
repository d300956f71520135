package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.store.MessageRecoveryListener;

/** Writes the messages that a store hands out. A failure is kept: ActiveMQ would only log it. */
final class MessageTaker implements MessageRecoveryListener {

    private final String queue;
    private final Frames frames;
    private long taken;
    private ReaderException unreadable;
    private IOException broken;

    MessageTaker(String queue, Frames frames) {
        this.queue = queue;
        this.frames = frames;
    }

    @Override
    public boolean recoverMessage(Message message) throws IOException {
        try {
            MessageFrame.ready(queue, message).write(frames);
            taken++;
            return true;
        } catch (ReaderException e) {
            unreadable = e;
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public boolean recoverMessageReference(MessageId reference) throws IOException {
        throw new IOException("the store has the reference " + reference + " and not the message");
    }

    @Override
    public boolean hasSpace() {
        return unreadable == null && broken == null;
    }

    @Override
    public boolean isDuplicate(MessageId reference) {
        return false;
    }

    /** Whether all went well, and if not, why. */
    void check() throws ReaderException, IOException {
        if (unreadable != null) {
            throw unreadable;
        }
        if (broken != null) {
            throw broken;
        }
    }

    long taken() {
        return taken;
    }
}
