package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.domibusbackup.problem.OfflineProblem;

/** One {@code standalone*.xml}: the ports that it gives out, and which deployments it names as disabled. */
final class SettingsXml {

    /** Those that a running server listens on as soon as it can be reached at all. */
    private static final List<String> BINDINGS = List.of("management-http", "management-https", "http", "https");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)(?::([^}]*))?}");
    private static final Pattern DISABLED = Pattern.compile("\\s+enabled\\s*=\\s*(\"false\"|'false')");

    private final Path file;
    private final String text;
    private final List<Element> elements;

    /**
     * A port that the settings give out.
     *
     * @param binding name of the socket binding
     * @param number  port, with the offset
     */
    record Port(String binding, int number) {
    }

    /** @param end place in the text after the start tag */
    private record Element(String name, String parent, Map<String, String> attributes, int end) {
    }

    private SettingsXml(Path file, String text, List<Element> elements) {
        this.file = file;
        this.text = text;
        this.elements = elements;
    }

    static SettingsXml read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new SettingsXml(file, text, elements(text));
        } catch (IOException | XMLStreamException e) {
            throw OfflineProblem.CONFIGURATION_UNREADABLE.caused(e, "file", file, "reason",
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().get());
        }
    }

    /**
     * The ports of management and HTTP.
     *
     * @param properties system properties that the server is started with, as far as they are known
     */
    List<Port> ports(Map<String, String> properties) {
        int offset = elements.stream().filter(element -> element.name().equals("socket-binding-group"))
                .map(element -> number(element.attributes().get("port-offset"), properties).orElse(0))
                .findFirst().orElse(0);
        List<Port> ports = new ArrayList<>();
        for (Element element : elements) {
            String name = element.attributes().get("name");
            if (element.name().equals("socket-binding") && name != null && BINDINGS.contains(name)) {
                boolean fixed = "true".equals(element.attributes().get("fixed-port"));
                number(element.attributes().get("port"), properties)
                        .ifPresent(port -> ports.add(new Port(name, fixed ? port : port + offset)));
            }
        }
        return ports;
    }

    /** Those of the distribution. */
    static List<Port> usualPorts(Map<String, String> properties) {
        int offset = number(properties.get("jboss.socket.binding.port-offset"), properties).orElse(0);
        return List.of(new Port("http", 8080 + offset), new Port("https", 8443 + offset),
                new Port("management-http", 9990 + offset), new Port("management-https", 9993 + offset));
    }

    /** A number that is given, or an expression with a property; none for what cannot be resolved from outside. */
    private static Optional<Integer> number(String value, Map<String, String> properties) {
        if (value == null) {
            return Optional.empty();
        }
        Matcher expression = EXPRESSION.matcher(value);
        String resolved = expression.matches()
                ? properties.getOrDefault(expression.group(1), expression.group(2)) : value;
        return resolved != null && resolved.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(resolved))
                : Optional.empty();
    }

    /** Whether a deployment of that name is among those that the server keeps itself. */
    boolean names(String deployment) {
        return elements.stream().anyMatch(element -> isDeployment(element, deployment));
    }

    /** Whether it names any deployment. */
    boolean namesAny() {
        return elements.stream().anyMatch(element -> element.name().equals("deployment")
                && element.parent().equals("deployments"));
    }

    /** The text with that deployment enabled, otherwise unchanged; none when it is enabled. */
    Optional<String> enabling(String deployment) {
        for (Element element : elements) {
            if (isDeployment(element, deployment) && "false".equals(element.attributes().get("enabled"))) {
                int start = text.lastIndexOf('<', element.end() - 1);
                String tag = text.substring(start, element.end());
                return Optional.of(text.substring(0, start) + DISABLED.matcher(tag).replaceFirst("")
                        + text.substring(element.end()));
            }
        }
        return Optional.empty();
    }

    Path file() {
        return file;
    }

    private static boolean isDeployment(Element element, String name) {
        return element.name().equals("deployment") && element.parent().equals("deployments")
                && name.equals(element.attributes().get("name"));
    }

    private static List<Element> elements(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        List<Element> elements = new ArrayList<>();
        List<String> above = new ArrayList<>(List.of(""));
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Map<String, String> attributes = new HashMap<>();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
                elements.add(new Element(reader.getLocalName(), above.get(above.size() - 1), attributes,
                        reader.getLocation().getCharacterOffset()));
                above.add(reader.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                above.remove(above.size() - 1);
            }
        }
        return elements;
    }
}
