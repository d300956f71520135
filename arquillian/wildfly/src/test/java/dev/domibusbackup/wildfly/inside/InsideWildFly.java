package dev.domibusbackup.wildfly.inside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.XAConnectionFactory;
import jakarta.transaction.TransactionManager;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import org.assertj.core.api.Assertions;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ServerEdition;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.ApplicationServers;

/** What WildFly gives to the contract, and the deployment that carries the contract into it. */
final class InsideWildFly implements InsideServer {

    /** The queues of the tests; the harness makes them. */
    static final List<String> QUEUES = Stream
            .of(MessageContract.BODY_QUEUES, HeaderContract.HEADER_QUEUES, QueueContract.CUT_QUEUES,
                    SinkContract.SINK_QUEUES, SinkTransactionContract.TRANSACTION_QUEUES)
            .flatMap(List::stream).toList();

    /** Queues whose addresses hold little, with what their addresses do when they are full. */
    static final Map<String, String> FULL_POLICIES = Map.of(SinkTransactionContract.FAILS, "FAIL",
            SinkTransactionContract.BLOCKS, "BLOCK", SinkTransactionContract.DROPS, "DROP");

    /** A factory that hands out XA connections; WildFly's own one does not. */
    static final String XA_FACTORY = "java:/jms/ContractXa";

    static final String CONTEXT_ROOT = "domibus-backup";
    private static final String WAR = "domibus-backup.war";

    /**
     * The product's EAR with its own libraries and its own jboss-deployment-structure.xml, so that the adapter meets
     * the very classes it meets in production. Its web application is replaced by one that holds the adapter and
     * the tests, and nothing that would start a job.
     */
    static EnterpriseArchive deployment() {
        EnterpriseArchive product = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, BuildOutput.ear().toFile());
        WebArchive adapter = ShrinkWrap.create(WebArchive.class, WAR);
        Map<ArchivePath, Node> classes = product.getAsType(WebArchive.class, "/" + WAR)
                .getContent(Filters.include("/WEB-INF/classes/dev/domibusbackup/server/.*\\.class"));
        classes.forEach((path, node) -> adapter.add(node.getAsset(), path));
        adapter.addPackage(InsideWildFly.class.getPackage()).addClass(Await.class);
        // names the job repository that the preparation script makes; this server is not prepared
        product.delete("/META-INF/jboss-all.xml");
        product.delete("/" + WAR);
        return product.addAsModule(adapter).addAsLibrary(ShrinkWrap.createFromZipFile(JavaArchive.class,
                new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath())));
    }

    /** Writes an archive as the server of the tests can deploy it. */
    static Path write(Archive<?> archive, Path file) {
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        ServerEdition.current().adapt(file);
        return file;
    }

    static String jndiName(String queue) {
        return "java:/jms/queue/" + queue;
    }

    @Override
    public ApplicationServer adapter() {
        return ApplicationServers.running("default");
    }

    @Override
    public ConnectionFactory connections() {
        return lookup("java:/ConnectionFactory");
    }

    @Override
    public Queue queue(String name) {
        return lookup(jndiName(name));
    }

    @Override
    public String brokerName(String name) {
        return "jms.queue." + name;
    }

    @Override
    public XAConnectionFactory xaConnections() {
        return lookup(XA_FACTORY);
    }

    @Override
    public TransactionManager transactions() {
        return lookup("java:jboss/TransactionManager");
    }

    @Override
    public long filesOfLargeMessages() {
        Path folder = Path.of(System.getProperty("jboss.server.data.dir"), "activemq", "largemessages");
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean pages(String brokerName) {
        try {
            Object pages = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName("jboss.as:"
                    + "subsystem=messaging-activemq,server=default,core-address=" + brokerName), "numberOfPages");
            return ((Number) pages).longValue() > 1;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T lookup(String name) {
        try {
            return (T) InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("the server has no " + name, e);
        }
    }
}
