package dev.domibusbackup.server.tomee;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DataSourceDescription;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.MessageSink;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.MessageStore;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.server.ServerPaths;
import dev.domibusbackup.setting.Settings;

/**
 * TomEE with Domibus as a web application of its Tomcat. Domibus brings its own data source and its own broker, which
 * both end with it: its messages are read from the broker's stores while Domibus is stopped, and come back with them.
 * Nothing is put into a running broker on this server: what needs that says so.
 */
public final class TomEEApplicationServer implements ApplicationServer {

    private static final String NO_IMPORT = "the broker is part of Domibus there, and nothing is put into it yet";

    private final TomEEEnvironment environment;
    private final WebModules modules;
    private final ContextControl control;
    private final TomEEFiles files;
    private final DomibusBroker broker;
    private final BatchRepository batch = new BatchRepository();

    /** @param messagingServer of no meaning here: the broker belongs to Domibus */
    public TomEEApplicationServer(String messagingServer) {
        Catalina catalina = new Catalina();
        environment = new TomEEEnvironment(catalina);
        KeptDown kept = new KeptDown(environment.paths().ownData());
        modules = new WebModules(catalina, environment.paths().base(), kept);
        control = new ContextControl(catalina, modules, kept);
        files = new TomEEFiles(environment, modules, kept);
        broker = new DomibusBroker(catalina, modules, environment.paths().logs(),
                new StoppedStores(environment.paths().ownData().resolve("activemq"), TomEEApplicationServer::settings));
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
        return broker.whyNoMessages();
    }

    @Override
    public Optional<String> whyNotExactlyOnce(String jndiName) {
        return Optional.of(NO_IMPORT);
    }

    @Override
    public DomibusDeployment findDomibus(Optional<String> configuredName) {
        broker.lookAnew(configuredName);
        return modules.findDomibus(configuredName);
    }

    @Override
    public DeploymentState state(String deploymentName) {
        return modules.state(deploymentName);
    }

    @Override
    public CompletionStage<Void> stop(DomibusDeployment domibus) {
        return control.stop(domibus).thenRun(broker::awaitEnd);
    }

    @Override
    public CompletionStage<Void> start(DomibusDeployment domibus) {
        broker.starts();
        return control.start(domibus);
    }

    @Override
    public void keepDown(DomibusDeployment domibus) {
        control.keepDown(domibus);
    }

    @Override
    public DomibusDeployment replaceContent(DomibusDeployment domibus, Path content) {
        control.keepDown(domibus);
        WarReplacement.replace(domibus, content);
        return domibus;
    }

    @Override
    public List<QueueState> queues() {
        return broker.queues();
    }

    @Override
    public QueueState queue(String name) {
        return broker.queue(name);
    }

    /** Lost with the broker: no pause of ActiveMQ outlives it. */
    @Override
    public void pause(String queue) {
        broker.pause(queue);
    }

    @Override
    public void resume(String queue) {
        broker.resume(queue);
    }

    @Override
    public List<QueueClient> clients(String queue, DomibusDeployment domibus) {
        return broker.clients(queue);
    }

    /** Nobody has a connection once the broker has ended with Domibus; before that none is closed. */
    @Override
    public void disconnectConsumers(String queue) {
        broker.disconnectConsumers(queue);
    }

    @Override
    public QueueCut cut(String queue) {
        return broker.cut(queue);
    }

    @Override
    public MessageSource messages(QueueCut cut) {
        return broker.messages(cut);
    }

    @Override
    public List<MessageStore> messageStores() {
        return broker.messageStores();
    }

    @Override
    public ArchiveResult archive(MessageStore store, Path work, OutputStream out) {
        return broker.archive(store, work, out);
    }

    @Override
    public List<Problem> messageWarnings() {
        return broker.whyNoMessages().isPresent() ? List.of() : broker.warnings();
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

    private static Settings settings() {
        return Settings.read(Stream.of("domibus.config.location", "domibus.conf.location").map(System::getProperty)
                .filter(value -> value != null && !value.isBlank()).map(Path::of).findFirst(), System.getProperties());
    }

    private static ProblemException notYet() {
        return ServerProblem.MESSAGES_NOT_HERE.exception("reason", NO_IMPORT);
    }
}
