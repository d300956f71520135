package dev.domibusbackup.server.tomee;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
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

/**
 * TomEE with Domibus as a web application of its Tomcat. Domibus brings its own data source and its own broker, which
 * both end with it. Messages are not handled on this server yet: what needs them says so.
 */
public final class TomEEApplicationServer implements ApplicationServer {

    private static final String NO_MESSAGES = "the broker is part of Domibus there, and its stores are not read yet";

    private final TomEEEnvironment environment;
    private final WebModules modules;
    private final ContextControl control;
    private final TomEEFiles files;
    private final BatchRepository batch = new BatchRepository();

    /** @param messagingServer of no meaning here: the broker belongs to Domibus */
    public TomEEApplicationServer(String messagingServer) {
        Catalina catalina = new Catalina();
        environment = new TomEEEnvironment(catalina);
        modules = new WebModules(catalina, environment.paths().base());
        control = new ContextControl(catalina, modules);
        files = new TomEEFiles(environment, modules);
    }

    @Override
    public ServerDescription describe() {
        return environment.describe();
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
    public URI webAddress() {
        return environment.webAddress();
    }

    /** None that matter: Domibus has its own, by its properties. */
    @Override
    public List<DataSourceDescription> dataSources() {
        return List.of();
    }

    /** Domibus's pool is part of Domibus, and closed when that is stopped. */
    @Override
    public void releaseConnections(String jndiName) {
        // nothing of the server's is open
    }

    @Override
    public void endLeftExecution(long execution, String exitStatus) {
        batch.end(execution, exitStatus);
    }

    @Override
    public Optional<String> whyNoMessages() {
        return Optional.of(NO_MESSAGES);
    }

    @Override
    public Optional<String> whyNotExactlyOnce(String jndiName) {
        return whyNoMessages();
    }

    @Override
    public DomibusDeployment findDomibus(Optional<String> configuredName) {
        return modules.findDomibus(configuredName);
    }

    @Override
    public DeploymentState state(String deploymentName) {
        return modules.state(deploymentName);
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
        throw notYet();
    }

    @Override
    public DomibusDeployment replaceContent(DomibusDeployment domibus, Path content) {
        throw notYet();
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    @Override
    public QueueState queue(String name) {
        throw ServerProblem.QUEUE_UNKNOWN.exception("queue", name);
    }

    @Override
    public void pause(String queue) {
        throw notYet();
    }

    @Override
    public void resume(String queue) {
        throw notYet();
    }

    @Override
    public List<QueueClient> clients(String queue, DomibusDeployment domibus) {
        throw notYet();
    }

    @Override
    public void disconnectConsumers(String queue) {
        throw notYet();
    }

    @Override
    public QueueCut cut(String queue) {
        throw notYet();
    }

    @Override
    public MessageSource messages(QueueCut cut) {
        throw notYet();
    }

    @Override
    public String brokerRun() {
        RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
        return process.getPid() + "-" + process.getStartTime();
    }

    @Override
    public MessageSink sink(String queue) {
        throw notYet();
    }

    @Override
    public int transactionsInDoubt() {
        return 0;
    }

    /** No sink of ours takes part in the server's transactions. */
    @Override
    public void joinRecovery() {
        // nothing to join
    }

    @Override
    public void leaveRecovery() {
        // nothing was joined
    }

    @Override
    public long remove(QueueCut cut, LongPredicate exported) {
        throw notYet();
    }

    @Override
    public ServerFiles serverFiles() {
        return files.read();
    }

    private static ProblemException notYet() {
        return ServerProblem.MESSAGES_NOT_HERE.exception("reason", NO_MESSAGES);
    }
}
