package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

import org.apache.activemq.artemis.core.paging.PagingStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers that know no limit for page files never drop because of one. */
class PageLimitTest {

    @Test
    @Tag("newer-broker")
    void a_reached_limit_matters_when_the_broker_then_drops() throws Exception {
        assertThat(PageLimit.drops(store(true, "DROP"))).isTrue();
        assertThat(PageLimit.drops(store(true, "FAIL"))).isFalse();
    }

    @Test
    void a_limit_that_is_not_reached_does_not_matter() throws Exception {
        assertThat(PageLimit.drops(store(false, "DROP"))).isFalse();
    }

    private static PagingStore store(boolean full, String policy) {
        return (PagingStore) Proxy.newProxyInstance(PageLimitTest.class.getClassLoader(),
                new Class<?>[]{PagingStore.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "isPageFull" -> full;
                    case "getPageFullMessagePolicy" -> constant(method, policy);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Object constant(Method method, String name) {
        return Arrays.stream(method.getReturnType().getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name)).findAny().orElseThrow();
    }
}
