package dev.domibusbackup.monitor;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class BackgroundTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2);
    private final Background background = new Background();

    @BeforeEach
    void injectThreads() throws ReflectiveOperationException {
        Field scheduler = Background.class.getDeclaredField("scheduler");
        scheduler.setAccessible(true);
        scheduler.set(background, Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(threads, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void the_end_waits_for_an_act_at_work_and_does_not_interrupt_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        background.repeat(SHORT, LONG, () -> {
            begun.countDown();
            interrupted.set(!awaited(mayEnd));
            done.set(true);
        });
        begun.await();
        Future<Boolean> end = threads.submit(() -> background.end(LONG));
        assertThat(done).isFalse();
        mayEnd.countDown();
        assertThat(end.get()).isTrue();
        assertThat(done).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void what_comes_last_is_done_once_however_an_act_ends() throws Exception {
        AtomicInteger last = new AtomicInteger();
        background.repeat(LONG, LONG, () -> { }, last::incrementAndGet);
        Background.Repeated byItself = background.repeat(LONG, LONG, () -> { }, last::incrementAndGet);
        byItself.end();
        byItself.end();
        assertThat(last).hasValue(1);
        assertThat(background.end(LONG)).isTrue();
        assertThat(last).as("an undeployment ends the other one").hasValue(2);
    }

    @Test
    void an_act_that_goes_on_longer_is_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        background.repeat(SHORT, LONG, () -> {
            begun.countDown();
            interrupted.set(!awaited(new CountDownLatch(1)));
        });
        begun.await();
        while (!background.end(Duration.ofMillis(100))) {
            assertThat(interrupted).isFalse();
        }
        assertThat(interrupted).isTrue();
    }

    @Test
    void after_the_end_nothing_is_begun_and_nothing_waits_for_its_time() throws Exception {
        AtomicInteger acts = new AtomicInteger();
        background.repeat(LONG, LONG, acts::incrementAndGet);
        assertThat(background.end(LONG)).isTrue();
        threads.purge();
        assertThat(threads.getQueue()).isEmpty();
        background.repeat(SHORT, SHORT, acts::incrementAndGet);
        Future<?> once = background.once(acts::incrementAndGet);
        assertThatThrownBy(once::get).isInstanceOf(ExecutionException.class);
        assertThat(acts).hasValue(0);
    }

    @Test
    void what_is_done_once_throws_what_it_threw() {
        Future<?> once = background.once(() -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(once::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(background.end(LONG)).isTrue();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
