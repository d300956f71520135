package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * Reads the configuration file of an embedded broker, {@code internal/activemq.xml}: Spring XML in ActiveMQ's own
 * namespace, whose placeholders Domibus resolves by its properties.
 */
final class BrokerFile {

    private static final String FILE = "activeMQ.embedded.configurationFile";
    private static final String TRANSPORT = "activeMQ.transportConnector.uri";
    private static final String NAMES = "activeMQ.brokerName";
    private static final String JMX_URL = "activeMQ.JMXURL";
    private static final String MANAGEMENT = "managementContext";
    /** System property of ActiveMQ, for files that say nothing. */
    private static final String CREATE_CONNECTOR = "org.apache.activemq.broker.jmx.createConnector";
    private static final String JMX_PORT = "1099";
    /** As the broker itself treats a name: it becomes the name of a folder. */
    private static final String NOT_IN_NAMES = "[^a-zA-Z0-9._\\-:]";

    private final Path path;
    private final Findings findings;
    private final BrokerXml xml;
    private final Optional<String> connectorByDefault;

    private BrokerFile(Path path, BrokerXml xml, Optional<String> connectorByDefault, Findings findings) {
        this.path = path;
        this.xml = xml;
        this.connectorByDefault = connectorByDefault;
        this.findings = findings;
    }

    static Broker broker(EffectiveProperties properties) {
        Findings findings = new Findings();
        Optional<String> file = properties.value(FILE, findings);
        Optional<Broker> broker = file.isPresent() ? embedded(file.get(), properties, findings)
                : external(properties, findings);
        if (!findings.problems().isEmpty()) {
            throw new ProblemException(findings.problems());
        }
        return broker.orElseThrow();
    }

    private static Optional<Broker> external(EffectiveProperties properties, Findings findings) {
        Optional<String> transport = properties.value(TRANSPORT, findings);
        if (transport.isEmpty()) {
            findings.problem(ActiveMqProblem.BROKER_UNKNOWN, "file", FILE, "transport", TRANSPORT);
        }
        List<String> names = properties.value(NAMES, findings).stream()
                .flatMap(value -> Stream.of(value.split(","))).map(String::strip).toList();
        Optional<String> jmxUrl = properties.value(JMX_URL, findings);
        return transport.map(uri -> new Broker.External(uri, names, jmxUrl));
    }

    private static Optional<Broker> embedded(String value, EffectiveProperties properties, Findings findings) {
        Optional<Path> path = Paths.absolute(FILE, value, findings);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            BrokerXml xml = BrokerXml.parse(Files.readAllBytes(path.get()), path.get(), properties);
            return new BrokerFile(path.get(), xml, properties.value(CREATE_CONNECTOR, findings), findings).read();
        } catch (IOException | XMLStreamException e) {
            findings.problem(ActiveMqProblem.FILE_NOT_READABLE, "path", path.get(), "property", FILE,
                    "reason", e instanceof IOException io ? Reasons.of(io) : "it is not well-formed XML");
        } catch (ProblemException e) {
            e.problems().forEach(findings::problem);
        }
        return Optional.empty();
    }

    private Optional<Broker> read() {
        String name = xml.brokerAttribute("brokerName").orElse("localhost").replaceAll(NOT_IN_NAMES, "_").strip();
        unsupported().ifPresent(what -> findings.problem(ActiveMqProblem.STORE_UNSUPPORTED, "path", path,
                "what", what));
        Optional<Path> kahaDb = folder("KahaDB (attribute directory of kahaDB)", xml.attribute("kahaDB", "directory"));
        Optional<Path> scheduler = isScheduling() ? scheduler(name) : Optional.empty();
        if (!findings.problems().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Broker.Embedded(path, name, kahaDb.orElseThrow(), scheduler,
                xml.attributes("transportConnector", "uri"), jmxPort(),
                new Broker.Limits(xml.limit("memoryUsage"), xml.limit("storeUsage"), xml.limit("tempUsage"),
                        xml.limit("jobSchedulerUsage"))));
    }

    /** What keeps messages otherwise than one KahaDB in one folder and a scheduler store in another. */
    private Optional<String> unsupported() {
        if (xml.brokerAttribute("persistent").filter("false"::equalsIgnoreCase).isPresent()) {
            return Optional.of("memory (persistent is false)");
        }
        if (xml.has("jobSchedulerStore")) {
            return Optional.of("a jobSchedulerStore of its own");
        }
        if (xml.attribute("kahaDB", "indexDirectory").isPresent()) {
            return Optional.of("a KahaDB with its index in another folder (indexDirectory)");
        }
        return xml.persistenceAdapter().filter(adapter -> !adapter.equals("kahaDB"));
    }

    private boolean isScheduling() {
        return xml.brokerAttribute("schedulerSupport").filter("true"::equalsIgnoreCase).isPresent();
    }

    private Optional<Path> scheduler(String name) {
        Optional<String> own = xml.brokerAttribute("schedulerDirectory");
        if (own.isPresent()) {
            return folder("the scheduler store (attribute schedulerDirectory of broker)", own);
        }
        return folder("the scheduler store (attribute dataDirectory of broker)",
                xml.brokerAttribute("dataDirectory")).map(data -> data.resolve(name).resolve("scheduler"));
    }

    private Optional<Path> folder(String what, Optional<String> value) {
        Optional<Path> folder = value.flatMap(Paths::tryAbsolute);
        if (folder.isEmpty()) {
            findings.problem(ActiveMqProblem.PLACE_NOT_NAMED, "path", path, "what", what,
                    "reason", value.map(text -> text + " is not an absolute path").orElse("it is not set"));
        }
        return folder;
    }

    /** ActiveMQ's own rules (ManagementContext of 5.16): without being told to, it makes no connector. */
    private OptionalInt jmxPort() {
        String port = xml.attribute(MANAGEMENT, "connectorPort").orElse(JMX_PORT);
        boolean used = xml.brokerAttribute("useJmx").filter("false"::equalsIgnoreCase).isEmpty();
        Optional<String> told = xml.attribute(MANAGEMENT, "createConnector").or(() -> connectorByDefault);
        if (!used || told.filter("true"::equalsIgnoreCase).isEmpty()) {
            return OptionalInt.empty();
        }
        return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
    }
}
