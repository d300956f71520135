package dev.domibusbackup.activemq.broker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.JMSException;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;

/** A running {@link DomibusBroker}. */
public final class BrokerProcess implements AutoCloseable {

    private final Path data;
    private final Process process;
    private final BufferedReader output;
    private final String uri;

    private BrokerProcess(Path data, Process process, BufferedReader output, String uri) {
        this.data = data;
        this.process = process;
        this.output = output;
        this.uri = uri;
    }

    /** Starts one with this folder, new or used. */
    public static BrokerProcess start(Path data) throws IOException {
        Files.createDirectories(data);
        String classes;
        try {
            classes = Path.of(DomibusBroker.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                classes + File.pathSeparator + System.getProperty("broker.jars") + "/*",
                DomibusBroker.class.getName(), data.toString()).directory(data.toFile())
                .redirectError(Redirect.appendTo(data.resolve("broker.err").toFile())).start();
        BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String uri = output.readLine();
        if (uri == null) {
            throw new IOException("the broker does not start: " + Files.readString(data.resolve("broker.err")));
        }
        return new BrokerProcess(data, process, output, uri);
    }

    public Path kahaDb() {
        return data.resolve("kahadb");
    }

    public Path scheduler() {
        return data.resolve("activemq_data/localhost/scheduler");
    }

    /** A connection as Domibus has it: a message that fails once goes to the broker's redelivery. */
    public Connection connect(boolean compressed) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("domibus", "changeit", uri);
        factory.setUseCompression(compressed);
        factory.setTrustAllPackages(true);
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(0);
        factory.setRedeliveryPolicy(policy);
        Connection connection = factory.createConnection();
        connection.start();
        return connection;
    }

    /** As Domibus stops it. */
    public void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        String last = output.readLine();
        if (!"stopped".equals(last) || !process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IOException("the broker does not stop: " + last);
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
