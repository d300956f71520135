package dev.domibusbackup.server;

import java.util.Optional;

import dev.domibusbackup.message.PortableMessage;

/**
 * The messages of one queue at its cut. Ready ones first in their order, then scheduled ones; a message that fell due
 * meanwhile is neither lost nor given twice (the broker's id decides).
 */
public interface MessageSource extends AutoCloseable {

    /**
     * The next message, or empty at the end. Its content may be read lazily from the broker, so it must be consumed
     * before the source is closed.
     */
    Optional<PortableMessage> next();

    /** Messages seen that the broker accepted after the cut; they were not given. */
    long arrivedAfterCut();

    /**
     * Growth of the broker's counter of added messages since the cut, fixed at the end. What it exceeds
     * {@link #arrivedAfterCut} by was sent before the cut and committed after it; those messages were given.
     */
    long addedSinceCut();

    /**
     * Growth of the broker's counter of expired messages since the cut, fixed at the end. An upper bound of those not
     * given: a message may expire after it was given.
     */
    long expiredSinceCut();

    /** Closing twice does no harm. */
    @Override
    void close();
}
