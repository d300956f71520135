package dev.domibusbackup.api;

import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import dev.domibusbackup.job.Jobs;

/** Sends a job's answer as server-sent events: once at first, then whenever it changed, a last time at its end. */
@ApplicationScoped
class JobEvents {

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Jobs jobs;

    @Inject
    private JobAnswers answers;

    void send(String id, SseEventSink sink, Sse sse) {
        AtomicReference<JobAnswer> last = new AtomicReference<>();
        AtomicReference<ScheduledFuture<?>> task = new AtomicReference<>();
        task.set(scheduler.scheduleWithFixedDelay(() -> {
            if (sink.isClosed()) {
                task.get().cancel(false);
                return;
            }
            JobAnswer answer = answers.of(jobs.find(id));
            if (!Objects.equals(answer, last.getAndSet(answer))) {
                sink.send(sse.newEventBuilder().name("job").mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(JobAnswer.class, answer).build());
            }
            if (!answer.state().isRunning()) {
                sink.close();
                task.get().cancel(false);
            }
        }, 50, 500, TimeUnit.MILLISECONDS));
    }
}
