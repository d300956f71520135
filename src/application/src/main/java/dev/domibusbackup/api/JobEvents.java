package dev.domibusbackup.api;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import dev.domibusbackup.job.Jobs;
import dev.domibusbackup.monitor.Background;

/** Sends a job's answer as server-sent events: once at first, then whenever it changed, a last time at its end. */
@ApplicationScoped
class JobEvents {

    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Inject
    private Background background;

    @Inject
    private Jobs jobs;

    @Inject
    private JobAnswers answers;

    void send(String id, SseEventSink sink, Sse sse) {
        AtomicReference<JobAnswer> last = new AtomicReference<>();
        AtomicReference<Background.Repeated> task = new AtomicReference<>();
        task.set(background.repeat(AT_ONCE, PAUSE, () -> {
            try {
                if (sink.isClosed() || !sendIfChanged(answers.of(jobs.find(id)), last, sink, sse)) {
                    task.get().end();
                }
            } catch (RuntimeException e) {
                // the executor calls no more after this; without the end of the stream a client would wait for ever
                task.get().end();
                throw e;
            }
        }, () -> close(sink)));
    }

    /** Also when we are undeployed: the server's thread would keep the stream, and us with it. The server may begin a thread of its pool here, which inherits the context class loader and keeps it. */
    private static void close(SseEventSink sink) {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(sink.getClass().getClassLoader());
        try {
            sink.close();
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    /** Whether there will be more. */
    private static boolean sendIfChanged(JobAnswer answer, AtomicReference<JobAnswer> last, SseEventSink sink,
                                         Sse sse) {
        if (!Objects.equals(answer, last.getAndSet(answer))) {
            sink.send(sse.newEventBuilder().name("job").mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(JobAnswer.class, answer).build());
        }
        return answer.state().isRunning();
    }
}
