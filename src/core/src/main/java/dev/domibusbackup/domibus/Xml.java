package dev.domibusbackup.domibus;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads small configuration files, and nothing that they refer to. */
final class Xml {

    /**
     * One element.
     *
     * @param name       local name
     * @param attributes by local name
     * @param text       text directly before its first child or its end
     */
    record Element(String name, Map<String, String> attributes, String text) {

        Optional<String> attribute(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }
    }

    private Xml() {
    }

    /** All elements in document order. */
    static List<Element> elements(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        List<Element> elements = new ArrayList<>();
        boolean inText = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Map<String, String> attributes = new LinkedHashMap<>();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
                elements.add(new Element(reader.getLocalName(), attributes, ""));
                inText = true;
            } else if (event == XMLStreamConstants.CHARACTERS && inText) {
                Element last = elements.remove(elements.size() - 1);
                elements.add(new Element(last.name(), last.attributes(), last.text() + reader.getText().strip()));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inText = false;
            }
        }
        return elements;
    }
}
