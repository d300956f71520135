package dev.domibusbackup.message.artemis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.problem.ProblemException;

/**
 * Reads what {@code artemis data exp} wrote, message after message, and believes nothing: whatever is wrong comes as a
 * {@link ProblemException} with file and line. That all is well is known only after the last message. Bodies pass in
 * pieces; neither document types nor entities are taken. For one thread.
 */
public final class ArtemisXmlReader implements Closeable {

    /** Characters of one message beside its body, as many as a line of a message file may have. */
    private static final long MESSAGE_LIMIT = 64 << 20;
    private static final int MOST_LEVELS = 16;
    /** Property of the JDK's own parser: a CDATA section comes in pieces of this size. */
    private static final String PIECES = "jdk.xml.cdataChunkSize";
    private static final int PIECE = 32 * 1024;

    private final String file;
    private final TolerantXml text;
    private final XMLStreamReader xml;
    private final BodySpool spool;
    private long count;
    private int depth;

    /**
     * Opens an export and reads its first element.
     *
     * @param file   what problems call the export
     * @param in     the XML, in UTF-8; closed with this reader
     * @param folder where bodies of more than 1 MiB lie while they are read
     */
    public ArtemisXmlReader(String file, InputStream in, Path folder) {
        this.file = file;
        // a decoder of its own reports what is not UTF-8 instead of replacing it
        text = new TolerantXml(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), MESSAGE_LIMIT);
        spool = new BodySpool(folder);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(PIECES, PIECE);
        try {
            xml = factory.createXMLStreamReader(text);
        } catch (XMLStreamException e) {
            throw failed(e, null);
        }
        root();
    }

    /** Messages read so far. */
    public long count() {
        return count;
    }

    /** The next message, or none after the last. */
    public Optional<RoutedMessage> next() {
        while (true) {
            int event = event();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                if (text.isCut()) {
                    throw truncated();
                }
                return Optional.empty();
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(ArtemisXml.MESSAGE)) {
                RoutedMessage message = message();
                count++;
                return Optional.of(message);
            }
        }
    }

    /** Where the reader is. */
    public long line() {
        return xml.getLocation().getLineNumber();
    }

    private void root() {
        int event;
        do {
            event = event();
        } while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_DOCUMENT);
        if (event == XMLStreamConstants.END_DOCUMENT || !xml.getLocalName().equals(ArtemisXml.ROOT)) {
            throw OfflineProblem.XML_NOT_EXPORT.exception("file", file, "reason",
                    "its first element is not " + ArtemisXml.ROOT);
        }
    }

    private RoutedMessage message() {
        text.progress();
        long id = number(ArtemisXml.ID, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        int priority = (int) number(ArtemisXml.PRIORITY, 4, 0, 9);
        long expiration = number(ArtemisXml.EXPIRATION, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        long timestamp = number(ArtemisXml.TIMESTAMP, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        CoreType type = CoreType.ofXml(attribute(ArtemisXml.TYPE));
        String userId = attribute(ArtemisXml.USER_ID);
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        List<String> queues = new ArrayList<>();
        int level = depth;
        try {
            spool.begin();
            while (event() != XMLStreamConstants.END_ELEMENT || depth >= level) {
                if (xml.isStartElement()) {
                    switch (xml.getLocalName()) {
                        case ArtemisXml.PROPERTY -> property(properties);
                        case ArtemisXml.QUEUE -> queues.add(required(ArtemisXml.NAME));
                        case ArtemisXml.BODY -> body(id);
                        default -> { }
                    }
                }
            }
            return new RoutedMessage(new CoreMessage(id, type, priority, timestamp, expiration, userId, properties,
                    spool.content()), queues);
        } catch (IOException e) {
            throw notSpooled(e);
        }
    }

    private void property(Map<String, TypedValue> properties) {
        String name = required(ArtemisXml.NAME);
        try {
            properties.put(name, PropertyText.read(attribute(ArtemisXml.TYPE), required(ArtemisXml.VALUE)));
        } catch (IllegalArgumentException e) {
            throw notValid("the value of a property does not fit its type");
        }
    }

    private void body(long id) throws IOException {
        Base64Pieces base64 = new Base64Pieces(spool);
        try {
            while (event() != XMLStreamConstants.END_ELEMENT) {
                if (xml.isStartElement()) {
                    throw notValid("a body holds an element");
                }
                if (xml.hasText() && xml.getEventType() != XMLStreamConstants.COMMENT) {
                    base64.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    text.progress();
                }
            }
            base64.end();
        } catch (BrokenEncoding e) {
            throw OfflineProblem.BODY_BROKEN.caused(e, "file", file, "line", line(), "id", id, "reason",
                    e.getMessage());
        }
    }

    private int event() {
        try {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw OfflineProblem.XML_DOCTYPE.exception("file", file);
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MOST_LEVELS) {
                        throw notValid("elements are nested deeper than " + MOST_LEVELS + " levels");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> { }
            }
            return event;
        } catch (XMLStreamException e) {
            throw failed(e, xml);
        }
    }

    private ProblemException failed(XMLStreamException e, XMLStreamReader at) {
        Throwable cause = e.getNestedException();
        long line = at == null ? 1 : at.getLocation().getLineNumber();
        if (cause instanceof TolerantXml.TooLong) {
            return OfflineProblem.XML_TOO_LONG.exception("file", file, "line", line, "limit", MESSAGE_LIMIT);
        }
        if (cause instanceof CharacterCodingException) {
            return depth == 0 ? OfflineProblem.XML_NOT_EXPORT.exception("file", file, "reason", "it is not UTF-8")
                    : notValid("it is not valid UTF-8");
        }
        if (cause instanceof IOException) {
            return OfflineProblem.NOT_READABLE.caused(cause, "path", file, "reason", cause.getMessage());
        }
        if (depth == 0 && count == 0) {
            return OfflineProblem.XML_NOT_EXPORT.exception("file", file, "reason",
                    text.isEmpty() ? "it is empty" : "it is not XML");
        }
        if (text.isCut() || text.isAtEnd() && !text.endedWith("</" + ArtemisXml.ROOT + ">")) {
            return truncated();
        }
        // without the parser's words, which quote the file
        return OfflineProblem.XML_NOT_VALID.exception("file", file, "line", line, "what", "it is not valid XML");
    }

    private ProblemException truncated() {
        return OfflineProblem.XML_TRUNCATED.exception("file", file, "found", count);
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? null : TolerantXml.original(value);
    }

    private String required(String name) {
        String value = attribute(name);
        if (value == null) {
            throw notValid("the attribute " + name + " is missing");
        }
        return value;
    }

    private long number(String name, long otherwise, long min, long max) {
        String value = attribute(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notValid("the attribute " + name + " is not a number");
        }
        throw notValid("the attribute " + name + " is not between " + min + " and " + max);
    }

    private ProblemException notValid(String what) {
        return OfflineProblem.XML_NOT_VALID.exception("file", file, "line", line(), "what", what);
    }

    private ProblemException notSpooled(IOException e) {
        return FileProblem.NOT_WRITABLE.caused(e, "path", "a body of " + file, "reason", String.valueOf(e));
    }

    @Override
    public void close() {
        try {
            spool.close();
            xml.close();
            text.close();
        } catch (IOException | XMLStreamException e) {
            throw OfflineProblem.NOT_READABLE.caused(e, "path", file, "reason", String.valueOf(e));
        }
    }
}
