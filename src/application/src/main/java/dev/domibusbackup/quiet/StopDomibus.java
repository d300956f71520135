package dev.domibusbackup.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.Phase.Kind;
import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;

/**
 * Quiet by stopping the application: Domibus first, because only closing its consumers brings back what they had
 * prefetched; then its queues are paused against everybody else; then nothing may be in delivery.
 */
final class StopDomibus implements WayOfQuiet {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final ApplicationServer server;
    private final Supplier<Bounds> bounds;
    private final HealthProbe health;
    private final Phases phases;
    private volatile CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);

    /**
     * How long things may take.
     *
     * @param stop  Domibus's stop
     * @param rest  queues coming to rest afterwards
     * @param start Domibus's start until it answers, from the request on
     */
    record Bounds(Duration stop, Duration rest, Duration start) {
    }

    StopDomibus(ApplicationServer server, Supplier<Bounds> bounds, HealthProbe health, Phases phases) {
        this.server = server;
        this.bounds = bounds;
        this.health = health;
        this.phases = phases;
    }

    @Override
    public void makeQuiet(QuietWindowRecord window, ForeignConsumers foreignConsumers) {
        if (!server.state(window.domibus().name()).isDown()) {
            stop(window);
        }
        for (PausedQueue queue : window.queues()) {
            if (!queue.pausedBefore()) {
                server.pause(queue.name());
            }
        }
        Phase phase = phases.begin(Kind.QUEUES_COMING_TO_REST, bounds.get().rest());
        try {
            Instant end = phase.since().plus(phase.bound());
            for (PausedQueue queue : window.queues()) {
                awaitRest(queue.name(), window.domibus(), foreignConsumers, end);
            }
        } finally {
            // how long others hold messages says nothing of the next time
            phases.end(phase, false);
        }
    }

    private void stop(QuietWindowRecord window) {
        Duration bound = bounds.get().stop();
        try {
            beginStop(window);
            stopping.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw QuietProblem.NOT_STOPPED.caused(e, "deployment", window.domibus().name(), "bound", bound, "work",
                    work(window));
        } catch (ExecutionException e) {
            throw asProblem(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuietProblem.NOT_STOPPED.caused(e, "deployment", window.domibus().name(), "bound", bound, "work",
                    "the job was interrupted");
        }
    }

    /** The phase ends with the stop, even when nobody waits for that any more. */
    private void beginStop(QuietWindowRecord window) {
        Phase phase = phases.begin(Kind.STOPPING_DOMIBUS, bounds.get().stop());
        try {
            stopping = server.stop(window.domibus())
                    .whenComplete((nothing, failure) -> phases.end(phase, failure == null)).toCompletableFuture();
        } catch (RuntimeException e) {
            phases.end(phase, false);
            throw e;
        }
    }

    private String work(QuietWindowRecord window) {
        List<QueueState> busy = window.queues().stream().map(queue -> server.queue(queue.name()))
                .filter(queue -> queue.delivering() > 0).toList();
        return busy.isEmpty() ? "no queue has messages in delivery"
                : busy.stream().map(queue -> queue.delivering() + " messages of " + queue.name())
                        .collect(Collectors.joining(", "));
    }

    private void awaitRest(String queue, DomibusDeployment domibus, ForeignConsumers foreignConsumers, Instant end) {
        QueueState state = server.queue(queue);
        if (state.delivering() > 0 && foreignConsumers == ForeignConsumers.DISCONNECT) {
            server.disconnectConsumers(queue);
        }
        for (; state.delivering() > 0; state = server.queue(queue)) {
            if (Instant.now().isAfter(end)) {
                throw QuietProblem.NOT_AT_REST.exception("queue", queue, "bound", bounds.get().rest(), "delivering",
                        state.delivering(), "clients", clients(queue, domibus));
            }
            pause();
        }
    }

    private String clients(String queue, DomibusDeployment domibus) {
        List<QueueClient> consumers = server.clients(queue, domibus).stream()
                .filter(client -> client.role() == QueueClient.Role.CONSUMER).toList();
        return consumers.isEmpty() ? "an unknown consumer"
                : consumers.stream().map(client -> client.name() + " (" + client.where() + ")").distinct()
                        .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> quietAgain(QuietWindowRecord window) {
        List<String> woken = new ArrayList<>();
        if (!server.state(window.domibus().name()).isDown()) {
            beginStop(window);
            woken.add("started Domibus (" + window.domibus().name() + ")");
        }
        for (PausedQueue queue : window.queues()) {
            if (!queue.pausedBefore() && !server.queue(queue.name()).paused()) {
                server.pause(queue.name());
                woken.add("resumed the queue " + queue.name());
            }
        }
        return woken;
    }

    @Override
    public CompletionStage<Void> endQuiet(QuietWindowRecord window) {
        List<Problem> notResumed = new ArrayList<>();
        for (PausedQueue queue : window.queues()) {
            if (!queue.pausedBefore()) {
                try {
                    server.resume(queue.name());
                } catch (RuntimeException e) {
                    notResumed.add(QuietProblem.NOT_RESUMED.with("queue", queue.name(), "reason", e.getMessage()));
                }
            }
        }
        CompletionStage<Void> started = window.wasRunning() ? start(window.domibus())
                : CompletableFuture.completedFuture(null);
        return started.handle((nothing, failure) -> {
            List<Problem> problems = new ArrayList<>(failure == null ? List.of()
                    : notStarted(window.domibus(), failure));
            problems.addAll(notResumed);
            if (!problems.isEmpty()) {
                throw (ProblemException) new ProblemException(problems).initCause(failure);
            }
            return null;
        });
    }

    private CompletionStage<Void> start(DomibusDeployment domibus) {
        // a stop that goes on longer than it may is still what everybody waits for
        CompletableFuture<Phase> phase = stopping.handle(
                (nothing, failure) -> phases.begin(Kind.STARTING_DOMIBUS, bounds.get().start()));
        CompletionStage<Void> started;
        try {
            started = server.start(domibus);
        } catch (RuntimeException e) {
            started = CompletableFuture.failedFuture(e);
        }
        return started.thenCombine(phase, (nothing, begun) -> begun)
                .thenAccept(begun -> health.awaitAnswer(domibus, begun.since(), begun.bound()))
                .whenComplete((nothing, failure) -> phase.thenAccept(begun -> phases.end(begun, failure == null)));
    }

    /** What hinders the server from trying at all keeps its own problem and hint. */
    private static List<Problem> notStarted(DomibusDeployment domibus, Throwable failure) {
        Throwable real = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        if (real instanceof ProblemException problem
                && !problem.problem().code().equals(ServerProblem.START_FAILED.code())) {
            return problem.problems();
        }
        String reason = real instanceof ProblemException problem ? problem.problem().fact() : String.valueOf(real);
        return List.of(QuietProblem.NOT_STARTED.with("deployment", domibus.name(), "reason", reason));
    }

    @Override
    public Optional<Phase> phase() {
        return phases.current();
    }

    @Override
    public boolean isStopping() {
        return !stopping.isDone();
    }

    @Override
    public Duration patience() {
        return bounds.get().start();
    }

    @Override
    public boolean isQuiet(QuietWindowRecord window) {
        return server.state(window.domibus().name()).isDown()
                && window.queues().stream().map(queue -> server.queue(queue.name()))
                        .allMatch(queue -> queue.paused() && queue.delivering() == 0);
    }

    static ProblemException asProblem(Throwable cause) {
        Throwable real = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        if (real instanceof ProblemException problem) {
            return problem;
        }
        throw new IllegalStateException(real);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while queues come to rest", e);
        }
    }
}
