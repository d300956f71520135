package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.CoreMessageObjectPools;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.LargeServerMessage;

/**
 * Makes a message of the broker from its header and the bytes of its body. A body up to the size at which Artemis's
 * clients begin to send large messages stays in the message; a longer one goes to the broker's file of a large
 * message as it comes. Used again for each message of a sink.
 */
final class BodySpill extends OutputStream {

    /** Clients count the length field before the body as well. */
    private static final int LIMIT = ActiveMQClient.DEFAULT_MIN_LARGE_MESSAGE_SIZE - Integer.BYTES;
    /** For the lengths that the encoding puts around a body. */
    private static final int FRAME = 64;
    /** Names and values that messages have in common, as the broker has them for its connections. */
    private static final CoreMessageObjectPools POOLS = new CoreMessageObjectPools();

    private final StorageManager storage;
    private final byte[] piece = new byte[LIMIT];
    private CoreMessage core;
    private LargeServerMessage large;
    private int filled;
    private long size;

    BodySpill(StorageManager storage) {
        this.storage = storage;
    }

    /** Begins a message; {@link #end} or {@link #abandon} ends it. */
    void begin(CoreMessage header) {
        core = header;
        large = null;
        filled = 0;
        size = 0;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int from = offset, left = length; left > 0;) {
            if (filled == LIMIT) {
                spill();
            }
            int count = Math.min(left, LIMIT - filled);
            System.arraycopy(bytes, from, piece, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
        size += length;
    }

    /** The whole message, ready to be routed. */
    Message end() throws Exception {
        if (large == null) {
            core.initBuffer(FRAME + filled + core.getHeadersAndPropertiesEncodeSize());
            core.getBodyBuffer().writeBytes(piece, 0, filled);
            core.setMessageID(storage.generateID());
            // properties alone can make a message too long for a record of the journal
            Message whole = LargeServerMessageImpl.checkLargeMessage(core, storage);
            large = whole instanceof LargeServerMessage converted ? converted : null;
            return large == null ? received(core) : whole;
        }
        spill();
        large.releaseResources(true, true);
        large.setStorageManager(storage);
        large.toMessage().putLongProperty(Message.HDR_LARGE_BODY_SIZE, size);
        return large.toMessage();
    }

    /**
     * The message as the broker would hold it had a client sent it: encoded, in a buffer that is no longer than that,
     * and without the objects it was made of. A million small messages took a seventh more memory otherwise.
     */
    private static CoreMessage received(CoreMessage made) {
        // one that can grow, because the broker adds properties of its own when it moves a message
        ByteBuf encoded = ActiveMQBuffers.dynamicBuffer(made.getEncodeSize()).byteBuf();
        made.sendBuffer(encoded, 0);
        CoreMessage received = new CoreMessage(POOLS);
        received.receiveBuffer(encoded);
        return received;
    }

    /** Takes the file of a message away that will not be sent. */
    void abandon() throws Exception {
        if (large != null) {
            large.deleteFile();
            large = null;
        }
    }

    private void spill() throws IOException {
        try {
            if (large == null) {
                large = LargeMessages.create(storage, core);
            }
            large.addBytes(Arrays.copyOf(piece, filled));
            filled = 0;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
