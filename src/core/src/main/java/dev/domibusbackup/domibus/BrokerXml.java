package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;

/** The elements of a broker's configuration file, with Domibus's properties in them. */
final class BrokerXml {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kmg]?)b?", Pattern.CASE_INSENSITIVE);

    private final List<Xml.Element> elements;
    private final Path path;
    private final Placeholders placeholders;

    private BrokerXml(List<Xml.Element> elements, Path path, Placeholders placeholders) {
        this.elements = elements;
        this.path = path;
        this.placeholders = placeholders;
    }

    static BrokerXml parse(byte[] content, Path path, EffectiveProperties properties) throws XMLStreamException {
        return new BrokerXml(Xml.elements(content), path, new Placeholders(
                name -> properties.find(name).flatMap(property -> {
                    property.problem().ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
                    return property.value();
                }), ":"));
    }

    boolean has(String element) {
        return elements.stream().anyMatch(each -> each.name().equals(element));
    }

    Optional<String> brokerAttribute(String attribute) {
        return attribute("broker", attribute);
    }

    /** Of the first element that has it. */
    Optional<String> attribute(String element, String attribute) {
        return attributes(element, attribute).stream().findFirst();
    }

    List<String> attributes(String element, String attribute) {
        return elements.stream().filter(each -> each.name().equals(element))
                .flatMap(each -> each.attribute(attribute).stream())
                .map(value -> placeholders.resolve("attribute " + attribute + " of " + element, path.toString(), value)
                        .strip())
                .filter(value -> !value.isEmpty()).toList();
    }

    /** The element inside {@code persistenceAdapter}, or what stands for it; empty when there is none. */
    Optional<String> persistenceAdapter() {
        if (has("persistenceFactory")) {
            return Optional.of("persistenceFactory");
        }
        return IntStream.range(0, elements.size() - 1)
                .filter(i -> elements.get(i).name().equals("persistenceAdapter"))
                .mapToObj(i -> elements.get(i + 1).name()).findFirst();
    }

    /** The limit of an element of {@code systemUsage}, of which the outer and the inner one have the same name. */
    OptionalLong limit(String element) {
        Optional<String> limit = attribute(element, "limit");
        Matcher size = SIZE.matcher(limit.orElse(""));
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        int shift = switch (size.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(size.group(1)) << shift);
    }
}
