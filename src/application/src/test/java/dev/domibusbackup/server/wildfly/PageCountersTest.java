package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.domibusbackup.problem.ProblemException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Older brokers have counted when they start, and offer nothing that could be waited for. */
@Tag("newer-broker")
class PageCountersTest {

    private final AtomicInteger looksWhileCounting = new AtomicInteger();

    @Test
    void counts_are_waited_for_while_the_broker_counts_its_page_files() {
        looksWhileCounting.set(3);

        PageCounters.await(queue(), Duration.ofMinutes(1));

        assertThat(looksWhileCounting).hasNegativeValue();
    }

    @Test
    void a_broker_that_does_not_end_its_counting_is_a_problem_that_names_the_queue() {
        looksWhileCounting.set(Integer.MAX_VALUE);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PageCounters.await(queue(), Duration.ofMillis(50)))
                .withMessageContaining("jms.queue.Paged").withMessageContaining("page files");
    }

    private Queue queue() {
        PageSubscription pages = fake(PageSubscription.class, "isCounterPending",
                () -> looksWhileCounting.getAndDecrement() > 0);
        return (Queue) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Queue.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPageSubscription" -> pages;
                    case "getName" -> SimpleString.toSimpleString("jms.queue.Paged");
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T fake(Class<T> type, String name, Supplier<Object> answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return answer.get();
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
