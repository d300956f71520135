package dev.domibusbackup.server.tomee;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.domibusbackup.activemq.BrokerStores;
import dev.domibusbackup.activemq.StoredQueue;
import dev.domibusbackup.domibus.Broker;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.MessageStore;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;

/**
 * The broker that Domibus brings with it. While it runs its MBeans tell; when it has ended with Domibus its stores do,
 * and nobody takes or sends anything: every queue is at rest then, as if it were paused.
 */
final class DomibusBroker {

    /** The context ends its broker before it is stopped; what is left is a matter of a moment. */
    private static final Duration END = Duration.ofMinutes(1);

    private final Catalina catalina;
    private final WebModules modules;
    private final List<Path> logs;
    private final StoppedStores stores;
    private Optional<String> configuredName = Optional.empty();
    private Broker known;

    DomibusBroker(Catalina catalina, WebModules modules, List<Path> logs, StoppedStores stores) {
        this.catalina = catalina;
        this.modules = modules;
        this.logs = logs;
        this.stores = stores;
    }

    /** The configuration is read anew when it is next needed. */
    synchronized void lookAnew(Optional<String> configuredName) {
        this.configuredName = configuredName;
        known = null;
    }

    /** Why its messages cannot be read; empty when they can. */
    Optional<String> whyNoMessages() {
        try {
            embedded();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problems().stream().map(Problem::fact).collect(Collectors.joining(" ")));
        }
    }

    List<QueueState> queues() {
        if (whyNoMessages().isPresent()) {
            return List.of();
        }
        if (runs()) {
            return beans().queues();
        }
        // who looks into the stores while Domibus starts would hold up its broker
        return isDown() ? stores.queues(files()).stream().map(DomibusBroker::atRest).toList() : List.of();
    }

    QueueState queue(String name) {
        return runs() ? beans().queue(name) : atRest(stores.queue(files(), name));
    }

    private static QueueState atRest(StoredQueue queue) {
        return new QueueState(queue.name(), queue.name(), List.of(), true, queue.ready(), 0, queue.scheduled(), 0);
    }

    void pause(String queue) {
        if (runs()) {
            beans().pause(queue);
        }
    }

    void resume(String queue) {
        if (runs()) {
            beans().resume(queue);
        }
    }

    List<QueueClient> clients(String queue) {
        return runs() ? beans().clients(queue) : List.of();
    }

    /** @throws ProblemException DB-SRV-014 while it runs: it goes with Domibus, and all connections with it */
    void disconnectConsumers(String queue) {
        if (runs()) {
            throw ServerProblem.CLIENTS_UNREADABLE.exception("queue", queue, "reason",
                    "the broker is part of Domibus and still runs; its connections end with it");
        }
    }

    /** Nothing can change any more: no counter is needed. */
    QueueCut cut(String queue) {
        refuseWhileRunning(queue);
        StoredQueue stored = stores.queue(files(), queue);
        return new QueueCut(queue, stored.ready(), stored.scheduled(), 0, 0, 0, 0);
    }

    MessageSource messages(QueueCut cut) {
        refuseWhileRunning(cut.queue());
        return new StoredMessages(stores.messages(files(), cut.queue()));
    }

    List<MessageStore> messageStores() {
        if (whyNoMessages().isPresent()) {
            return List.of();
        }
        BrokerStores files = files();
        List<MessageStore> all = new ArrayList<>(List.of(new MessageStore("kahadb", files.kahaDb())));
        files.scheduler().ifPresent(folder -> all.add(new MessageStore("scheduler", folder)));
        return all;
    }

    ArchiveResult archive(MessageStore store, Path work, OutputStream out) {
        return stores.archive(files(), store.folder(), work, out);
    }

    List<Problem> warnings() {
        return stores.warnings(files());
    }

    /** Waits until a broker that ends with Domibus has ended. */
    void awaitEnd() {
        if (whyNoMessages().isEmpty()) {
            new BrokerEnd(beans(), embedded(), END).await();
        }
    }

    /** To be called before Domibus starts. */
    void starts() {
        stores.forget();
    }

    private void refuseWhileRunning(String queue) {
        if (runs()) {
            throw ServerProblem.QUEUE_UNREADABLE.exception("message", "-", "queue", queue, "reason",
                    "it is read while Domibus is stopped");
        }
    }

    private boolean runs() {
        return beans().exist();
    }

    private boolean isDown() {
        return modules.state(domibus().name()).isDown();
    }

    private BrokerBeans beans() {
        return new BrokerBeans(catalina, embedded().name());
    }

    private BrokerStores files() {
        Broker.Embedded broker = embedded();
        return new BrokerStores(broker.kahaDb(), broker.scheduler());
    }

    private Broker.Embedded embedded() {
        Broker broker = broker();
        if (broker instanceof Broker.External external) {
            throw ActiveMqProblem.BROKER_EXTERNAL.exception("transport", external.transport());
        }
        return (Broker.Embedded) broker;
    }

    private synchronized DomibusDeployment domibus() {
        return modules.findDomibus(configuredName);
    }

    private synchronized Broker broker() {
        if (known == null) {
            Path war = Path.of(domibus().archive());
            Map<String, String> system = new HashMap<>();
            System.getProperties().stringPropertyNames().forEach(name -> system.put(name, System.getProperty(name)));
            known = Broker.of(new InstallationReader().read(new ServerFacts(ServerKind.TOMCAT, Optional.of(war),
                    system, System.getenv(), List.of(), logs, List.of(), List.of())));
        }
        return known;
    }
}
