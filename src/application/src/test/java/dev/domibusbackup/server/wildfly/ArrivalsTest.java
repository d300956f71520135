package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's queue takes in 1001 messages at a time, and puts a task for the rest behind all others. */
class ArrivalsTest {

    private static final int AT_A_TIME = 1001;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Deque<Integer> confirmed = new ArrayDeque<>();
    private final AtomicLong added = new AtomicLong();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 1001, 1002, 2002, 10_000})
    void all_that_was_confirmed_is_taken_in(int messages) {
        confirm(messages);

        Arrivals.takeIn(queue());

        assertThat(added).hasValue(messages);
    }

    @Test
    void a_queue_that_had_messages_before_is_waited_for_as_well() {
        added.set(70_000);
        confirm(3000);

        Arrivals.takeIn(queue());

        assertThat(added).hasValue(73_000);
    }

    private void confirm(int messages) {
        for (int number = 0; number < messages; number++) {
            confirmed.add(number);
        }
        thread.execute(this::deliver);
    }

    private void deliver() {
        for (int moved = 0; moved < AT_A_TIME && confirmed.poll() != null; moved++) {
            added.incrementAndGet();
        }
        if (!confirmed.isEmpty()) {
            thread.execute(this::deliver);
        }
    }

    private Queue queue() {
        return (Queue) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Queue.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getExecutor" -> ArtemisExecutor.delegate(thread);
                    case "getMessagesAdded" -> added.get();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
