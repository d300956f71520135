package dev.domibusbackup.server.wildfly;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DataSourceDescription;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.MessageSink;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.server.ServerPaths;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.as.controller.AccessAuditContext;

/**
 * WildFly with its embedded Artemis broker. Not to be called while the server boots: the management model is locked
 * until then, and a deployment that waits for it waits for itself.
 */
public final class WildFlyApplicationServer implements ApplicationServer {

    private final String messagingServer;
    private final Environment environment;
    private final DataSources dataSources;
    private final Deployments deployments;
    private final DeploymentControl control;
    private final ContentReplacement replacement;
    private final BrokerQueues queues;
    private final BrokerClients clients;
    private final InDoubt inDoubt;
    private final BrokerRecovery recovery;
    private final WildFlyFiles files;

    /**
     * @param messagingServer name of the messaging server in the model, {@code default} as a rule
     * @throws dev.domibusbackup.problem.ProblemException when the server does not offer its management model
     */
    public WildFlyApplicationServer(String messagingServer) {
        this.messagingServer = messagingServer;
        ManagementModel model = new ManagementModel(Services.managementClient());
        DeploymentScanners scanners = new DeploymentScanners(model);
        environment = new Environment(model);
        dataSources = new DataSources(model);
        deployments = new Deployments(model, environment, scanners);
        control = new DeploymentControl(model, deployments, scanners);
        replacement = new ContentReplacement(model, deployments, scanners);
        queues = new BrokerQueues(this::broker, model, deployments, messagingServer);
        clients = new BrokerClients(this::broker, queues, model, deployments);
        inDoubt = new InDoubt(this::broker);
        recovery = new BrokerRecovery(this::broker);
        files = new WildFlyFiles(model, environment, deployments);
    }

    @Override
    public ServerDescription describe() {
        return environment.describe(broker());
    }

    @Override
    public ServerPaths paths() {
        return environment.paths();
    }

    @Override
    public boolean isUp() {
        return environment.isUp();
    }

    @Override
    public Optional<String> managementUser() {
        return Optional.ofNullable(AccessAuditContext.currentAccessAuditContext())
                .map(AccessAuditContext::getSecurityIdentity).map(identity -> identity.getPrincipal().getName());
    }

    @Override
    public URI webAddress() {
        return environment.webAddress();
    }

    @Override
    public List<DataSourceDescription> dataSources() {
        return dataSources.all();
    }

    @Override
    public void releaseConnections(String jndiName) {
        dataSources.release(jndiName);
    }

    @Override
    public void endLeftExecution(long execution, String exitStatus) {
        // JBeret sees at a restart that no thread of this JVM runs it, and notes it then
    }

    @Override
    public Optional<String> whyNoMessages() {
        return Optional.empty();
    }

    @Override
    public Optional<String> whyNotExactlyOnce(String jndiName) {
        return dataSources.whyNotExactlyOnce(jndiName);
    }

    @Override
    public DomibusDeployment findDomibus(Optional<String> configuredName) {
        return deployments.findDomibus(configuredName);
    }

    @Override
    public DeploymentState state(String deploymentName) {
        return deployments.state(deploymentName);
    }

    @Override
    public CompletionStage<Void> stop(DomibusDeployment domibus) {
        return control.stop(domibus);
    }

    @Override
    public CompletionStage<Void> start(DomibusDeployment domibus) {
        return control.start(domibus);
    }

    @Override
    public void keepDown(DomibusDeployment domibus) {
        replacement.keepDown(domibus);
    }

    @Override
    public DomibusDeployment replaceContent(DomibusDeployment domibus, Path content) {
        return replacement.replace(domibus, content);
    }

    @Override
    public List<QueueState> queues() {
        return queues.all();
    }

    @Override
    public QueueState queue(String name) {
        return queues.one(name);
    }

    @Override
    public void pause(String queue) {
        queues.pause(queue);
    }

    @Override
    public void resume(String queue) {
        queues.resume(queue);
    }

    @Override
    public List<QueueClient> clients(String queue, DomibusDeployment domibus) {
        return clients.of(queue, domibus);
    }

    @Override
    public void disconnectConsumers(String queue) {
        clients.disconnectConsumers(queue);
    }

    @Override
    public QueueCut cut(String queue) {
        return queues.cut(queue);
    }

    @Override
    public MessageSource messages(QueueCut cut) {
        return new BrokerMessageSource(queues.queue(cut.queue()), cut);
    }

    @Override
    public String brokerRun() {
        // a reload of the server makes a new broker in the same process
        RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
        return process.getPid() + "-" + process.getStartTime() + "-" + System.identityHashCode(broker());
    }

    @Override
    public MessageSink sink(String queue) {
        return new BrokerMessageSink(this::broker, new ServerTransactions(), queues.queue(queue));
    }

    @Override
    public int transactionsInDoubt() {
        return inDoubt.count();
    }

    @Override
    public void joinRecovery() {
        recovery.join();
    }

    @Override
    public void leaveRecovery() {
        recovery.leave();
    }

    @Override
    public long remove(QueueCut cut, LongPredicate exported) {
        return new Removal(broker(), queues.queue(cut.queue())).of(cut.lastId(), exported);
    }

    @Override
    public ServerFiles serverFiles() {
        return files.read();
    }

    private ActiveMQServer broker() {
        return Services.broker(messagingServer);
    }
}
