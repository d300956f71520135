package dev.domibusbackup.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.problem.ServerProblem;

/**
 * An application server with one Domibus and queues, in memory, that behaves as {@link ApplicationServer} says, with
 * switches for what goes wrong. What changes something is an act: told to the listener before it is done, and noted.
 */
public final class FakeApplicationServer implements ApplicationServer {

    public static final DomibusDeployment DOMIBUS = new DomibusDeployment("domibus.war", "domibus.war",
            DomibusDeployment.HowDeployed.MANAGED, "/domibus", "/srv/domibus.war");

    private final Path base;
    private final AtomicLong ids = new AtomicLong(1000);
    private final Map<String, FakeQueue> queues = new LinkedHashMap<>();
    private final List<String> acts = new CopyOnWriteArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private Consumer<String> listener = act -> { };
    private volatile DeploymentState state = DeploymentState.RUNNING;
    private CompletableFuture<Void> stopGate = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> startGate = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);
    private String notExactlyOnce;
    private DomibusDeployment domibus = DOMIBUS;
    private URI webAddress = URI.create("http://127.0.0.1:8080");
    private boolean forgotten;
    private int failingStarts;
    private int brokerRuns;
    private final List<Runnable> pending = new CopyOnWriteArrayList<>();
    private volatile int inDoubt;
    private List<DataSourceDescription> dataSources = List.of();
    private ServerFiles files = new ServerFiles(Map.of(), Map.of(), Map.of(), List.of());

    /** @param base folder of the server's files */
    public FakeApplicationServer(Path base) {
        this.base = base;
    }

    public FakeQueue addQueue(String name) {
        FakeQueue queue = new FakeQueue(name, ids);
        queues.put(name, queue);
        return queue;
    }

    public void removeQueue(String name) {
        queues.remove(name);
    }

    public void deploymentIs(DeploymentState now) {
        state = now;
    }

    /** A stop ends when this does, or fails as this does. */
    public void stopEndsWith(CompletableFuture<Void> gate) {
        stopGate = gate;
    }

    /** A start ends when this does, or fails as this does. */
    public void startEndsWith(CompletableFuture<Void> gate) {
        startGate = gate;
    }

    /** The next starts fail. */
    public void failStarts(int times) {
        failingStarts = times;
    }

    /** An act, {@code pause <queue>} for example, is refused until {@link #allow}. */
    public void refuse(String act) {
        refused.add(act);
    }

    public void allow(String act) {
        refused.remove(act);
    }

    /** Is told each act before it is done. */
    public void listen(Consumer<String> to) {
        listener = to;
    }

    public void serverFilesAre(ServerFiles now) {
        files = now;
    }

    public void answersAt(URI address) {
        webAddress = address;
    }

    /** What was done, in order: {@code stop}, {@code start}, {@code pause <queue>} …. */
    public List<String> acts() {
        return List.copyOf(acts);
    }

    public void forgetActs() {
        acts.clear();
    }

    /** Commits the transaction: what was sent to sinks since the last end of one is in the queues now. */
    public void commit() {
        pending.forEach(Runnable::run);
        pending.clear();
    }

    /** Rolls the transaction back: what was sent to sinks since the last end of one is nowhere. */
    public void rollback() {
        pending.clear();
    }

    /** Messages sent to sinks that are neither committed nor rolled back yet. */
    public int pending() {
        return pending.size();
    }

    /** So many transactions are prepared and neither committed nor rolled back. */
    public void transactionsInDoubtAre(int count) {
        inDoubt = count;
    }

    private void act(String act) {
        listener.accept(act);
        acts.add(act);
        if (refused.contains(act)) {
            throw ServerProblem.QUEUE_NOT_PAUSED.exception("queue", act, "reason", "it was refused");
        }
    }

    @Override
    public ServerDescription describe() {
        return new ServerDescription("wildfly", "Fake", "1", System.getProperty("java.version"), "localhost", "fake",
                false);
    }

    @Override
    public ServerPaths paths() {
        return new ServerPaths(base, base.resolve("standalone"), base.resolve("standalone/configuration"),
                base.resolve("standalone/data"), base.resolve("standalone/tmp"), List.of());
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public URI webAddress() {
        return webAddress;
    }

    @Override
    public List<DataSourceDescription> dataSources() {
        return dataSources;
    }

    public void dataSourcesAre(DataSourceDescription... now) {
        dataSources = List.of(now);
    }

    /** Rows and messages cannot be written by one transaction. */
    public void notExactlyOnce(String reason) {
        notExactlyOnce = reason;
    }

    @Override
    public void releaseConnections(String jndiName) {
        acts.add("release connections of " + jndiName);
    }

    @Override
    public void endLeftExecution(long execution, String exitStatus) {
        acts.add("end execution " + execution + " as " + exitStatus);
    }

    @Override
    public Optional<String> whyNoMessages() {
        return Optional.empty();
    }

    @Override
    public Optional<String> whyNotExactlyOnce(String jndiName) {
        return Optional.ofNullable(notExactlyOnce);
    }

    @Override
    public DomibusDeployment findDomibus(Optional<String> configuredName) {
        if (forgotten) {
            throw ServerProblem.DOMIBUS_NOT_FOUND.exception();
        }
        return domibus;
    }

    /** The server does not know of any Domibus. */
    public void forgetDomibus() {
        forgotten = true;
    }

    @Override
    public DeploymentState state(String deploymentName) {
        return deploymentName.equals(DOMIBUS.name()) ? state : DeploymentState.ABSENT;
    }

    @Override
    public CompletionStage<Void> stop(DomibusDeployment domibus) {
        act("stop");
        stopping = stopGate.thenRun(() -> {
            queues.values().forEach(FakeQueue::domibusStopped);
            state = DeploymentState.STOPPED;
        });
        return stopping;
    }

    @Override
    public CompletionStage<Void> start(DomibusDeployment domibus) {
        act("start");
        return stopping.handle((ended, failed) -> null).thenCompose(ended -> startGate).thenRun(() -> {
            if (failingStarts > 0) {
                failingStarts--;
                state = DeploymentState.FAILED;
                throw ServerProblem.START_FAILED.exception("name", domibus.name(), "reason", "a fault");
            }
            state = DeploymentState.RUNNING;
        });
    }

    /** Domibus is deployed from this file; without it the path of the deployment is made up. */
    public void deployedFrom(Path war) {
        domibus = new DomibusDeployment(DOMIBUS.name(), DOMIBUS.runtimeName(), DOMIBUS.how(), DOMIBUS.contextRoot(),
                war.toString());
    }

    @Override
    public void keepDown(DomibusDeployment deployment) {
        act("keep down");
    }

    @Override
    public DomibusDeployment replaceContent(DomibusDeployment deployment, Path content) {
        act("replace content");
        if (state == DeploymentState.RUNNING) {
            throw RestoreServerProblem.NOT_STOPPED.exception("deployment", deployment.name(), "state", "running");
        }
        try {
            Files.copy(content, Path.of(domibus.archive()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return domibus;
    }

    @Override
    public List<QueueState> queues() {
        return queues.values().stream().map(FakeQueue::state).toList();
    }

    @Override
    public QueueState queue(String name) {
        return find(name).state();
    }

    private FakeQueue find(String name) {
        return Optional.ofNullable(queues.get(name))
                .orElseThrow(() -> ServerProblem.QUEUE_UNKNOWN.exception("queue", name));
    }

    @Override
    public void pause(String queue) {
        act("pause " + queue);
        find(queue).paused(true);
    }

    @Override
    public void resume(String queue) {
        act("resume " + queue);
        find(queue).paused(false);
    }

    @Override
    public List<QueueClient> clients(String queue, DomibusDeployment domibus) {
        return find(queue).isHeldByOthers()
                ? List.of(new QueueClient(QueueClient.Role.CONSUMER, "10.0.0.7:4711", "archiver", true)) : List.of();
    }

    @Override
    public void disconnectConsumers(String queue) {
        act("disconnect " + queue);
        find(queue).othersEnd();
    }

    @Override
    public QueueCut cut(String queue) {
        act("cut " + queue);
        return find(queue).cut();
    }

    @Override
    public MessageSource messages(QueueCut cut) {
        return find(cut.queue()).source(cut);
    }

    /** The broker ends and starts again: non-persistent messages are gone. */
    public void restartBroker() {
        brokerRuns++;
        queues.values().forEach(FakeQueue::forgetNonPersistent);
    }

    @Override
    public String brokerRun() {
        return "run " + brokerRuns;
    }

    @Override
    public MessageSink sink(String queue) {
        return new FakeSink(find(queue), pending);
    }

    @Override
    public int transactionsInDoubt() {
        return inDoubt;
    }

    @Override
    public void joinRecovery() {
        // its transactions are made of nothing
    }

    @Override
    public void leaveRecovery() {
        // never joined
    }

    @Override
    public long remove(QueueCut cut, LongPredicate exported) {
        act("remove " + cut.queue());
        return find(cut.queue()).remove(cut.lastId(), exported);
    }

    @Override
    public ServerFiles serverFiles() {
        return files;
    }
}
