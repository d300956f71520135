package dev.domibusbackup.server.wildfly;

import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Whether an address takes one more message. The broker lets a producer wait (policy {@code BLOCK}, disk full) by
 * giving it no credits, and drops messages without a word (policy {@code DROP}). Here nobody takes messages out, so
 * that waiting would never end: all of it is refused at once.
 */
final class Room {

    private final PagingManager paging;
    private final Queue queue;

    Room(PagingManager paging, Queue queue) {
        this.paging = paging;
        this.queue = queue;
    }

    /** Why not; {@code null} when there is room, or when the broker says itself that there is none. */
    String reasonAgainst() throws Exception {
        if (paging.isDiskFull()) {
            return "the broker's disk is beyond max-disk-usage";
        }
        PagingStore store = paging.getPageStore(queue.getAddress());
        if (store == null) {
            return null;
        }
        return switch (store.getAddressFullMessagePolicy()) {
            case BLOCK, DROP -> store.isFull() ? "the address holds " + store.getAddressSize() + " bytes of "
                    + store.getMaxSize() + " (address-full-policy " + store.getAddressFullMessagePolicy() + ")" : null;
            case PAGE -> PageLimit.drops(store) ? "the page limit is reached (page-full-policy DROP)" : null;
            case FAIL -> null;
        };
    }
}
