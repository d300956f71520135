package dev.domibusbackup.server.wildfly;

import java.util.Optional;

import org.apache.activemq.artemis.core.paging.PagingStore;

/** The limit for the page files of an address, which older brokers do not have. */
final class PageLimit {

    private static final String DROP = "DROP";

    private static final Optional<OptionalMethod> IS_FULL = OptionalMethod.of(PagingStore.class, "isPageFull");
    private static final Optional<OptionalMethod> POLICY =
            OptionalMethod.of(PagingStore.class, "getPageFullMessagePolicy");

    private PageLimit() {
    }

    /** Whether the limit is reached, and the broker then drops messages without a word. */
    static boolean drops(PagingStore store) throws Exception {
        return IS_FULL.isPresent() && POLICY.isPresent() && (Boolean) IS_FULL.get().call(store)
                && DROP.equals(String.valueOf(POLICY.get().call(store)));
    }
}
