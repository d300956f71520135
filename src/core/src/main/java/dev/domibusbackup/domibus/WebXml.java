package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The context parameters of a web application. */
final class WebXml {

    private WebXml() {
    }

    /** Name to value of every {@code context-param}. */
    static Map<String, String> contextParameters(WarContents war, Findings findings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Optional<byte[]> document = war.entry("WEB-INF/web.xml");
        if (document.isEmpty()) {
            return parameters;
        }
        try {
            boolean inParameter = false;
            String name = null;
            for (Xml.Element element : Xml.elements(document.get())) {
                switch (element.name()) {
                    case "context-param" -> {
                        inParameter = true;
                        name = null;
                    }
                    case "param-name" -> name = element.text();
                    case "param-value" -> {
                        if (inParameter && name != null) {
                            parameters.put(name, element.text());
                        }
                    }
                    case "description" -> { }
                    default -> inParameter = false;
                }
            }
        } catch (XMLStreamException e) {
            findings.problem(DomibusProblem.XML_NOT_READABLE, "path", "WEB-INF/web.xml", "reason", Reasons.of(e));
        }
        return parameters;
    }
}
