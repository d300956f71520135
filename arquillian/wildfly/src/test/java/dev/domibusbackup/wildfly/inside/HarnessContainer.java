package dev.domibusbackup.wildfly.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.Archive;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * A server of the harness as a container of Arquillian: started by its script in a home of its own on free ports,
 * with the queues of the tests, and deleted at the end.
 */
public final class HarnessContainer implements DeployableContainer<HarnessConfiguration> {

    /** The servlet that the protocol adds to the deployment. */
    private static final String RUNNER = "ArquillianServletRunnerEE9";

    private Path folder;
    private WildFlyServer server;

    @Override
    public Class<HarnessConfiguration> getConfigurationClass() {
        return HarnessConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 6.0");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            folder = Files.createTempDirectory("inside");
            server = WildFlyServer.create(folder.resolve("wildfly"));
            server.start();
            for (String queue : InsideWildFly.QUEUES) {
                server.queues().add(queue, InsideWildFly.jndiName(queue));
            }
            InsideWildFly.FULL_POLICIES.forEach(this::limit);
            addXaFactory();
            deployContents();
        } catch (IOException | RuntimeException | AssertionError e) {
            // Arquillian stops only what has started
            stop();
            throw new LifecycleException("the server did not start", e);
        }
    }

    private void deployContents() throws IOException {
        Path wars = Files.createDirectory(folder.resolve("wars"));
        server.deploy(ContentContract.war(wars.resolve(ContentContract.MANAGED), ContentContract.OLD));
        server.deployByScanner(ContentContract.war(wars.resolve(ContentContract.SCANNED), ContentContract.OLD));
        Path exploded = server.home().deployments().resolve(ContentContract.EXPLODED);
        ContentContract.exploded(exploded, ContentContract.OLD);
        Files.writeString(exploded.resolveSibling(ContentContract.EXPLODED + ".dodeploy"), "");
        Path deployed = exploded.resolveSibling(ContentContract.EXPLODED + ".deployed");
        Await.until("the folder is deployed", Duration.ofMinutes(1), () -> Files.exists(deployed));
    }

    private void limit(String queue, String fullPolicy) {
        ModelNode operation = Operations.createAddOperation(messaging("address-setting", "jms.queue." + queue));
        operation.get("address-full-policy").set(fullPolicy);
        operation.get("max-size-bytes").set(SinkTransactionContract.ROOM);
        server.management(operation);
    }

    private void addXaFactory() {
        ModelNode operation = Operations.createAddOperation(messaging("connection-factory", "contract-xa"));
        operation.get("entries").add(InsideWildFly.XA_FACTORY);
        operation.get("connectors").add("in-vm");
        operation.get("factory-type").set("XA_GENERIC");
        server.management(operation);
    }

    private static ModelNode messaging(String type, String name) {
        return Management.address("subsystem", "messaging-activemq", "server", "default", type, name);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.destroy();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            server.deploy(InsideWildFly.write(archive, folder.resolve(archive.getName())));
        } catch (RuntimeException e) {
            throw new DeploymentException("the server refused " + archive.getName() + ", see "
                    + server.home().log(), e);
        }
        HTTPContext web = new HTTPContext("127.0.0.1", server.httpPort());
        web.add(new Servlet(RUNNER, InsideWildFly.CONTEXT_ROOT));
        return new ProtocolMetaData().addContext(web);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server.undeploy(archive.getName());
    }
}
