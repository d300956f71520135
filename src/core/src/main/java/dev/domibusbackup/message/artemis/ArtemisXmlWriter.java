package dev.domibusbackup.message.artemis;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.OfflineProblem;

/**
 * Writes messages so that {@code artemis data imp} takes them. The file is complete after {@link #finish()}. Counts
 * what the format cannot carry. For one thread.
 */
public final class ArtemisXmlWriter implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final Differences differences = new Differences();
    private long count;

    /**
     * Begins a file.
     *
     * @param target closed with this writer
     * @param queues all queues that messages are for; the import makes those that the broker lacks
     * @throws dev.domibusbackup.problem.ProblemException when a queue has a name that XML cannot hold
     */
    public ArtemisXmlWriter(OutputStream target, List<String> queues) throws IOException {
        out = new BufferedOutputStream(target, BUFFER);
        text("<" + ArtemisXml.ROOT + ">\n<" + ArtemisXml.BINDINGS + ">\n");
        int id = 0;
        for (String queue : queues) {
            if (!XmlText.isWritable(queue)) {
                throw OfflineProblem.QUEUE_NOT_WRITABLE.exception("queue", queue.replaceAll("\\p{Cntrl}", "?"));
            }
            id++;
            element(ArtemisXml.ADDRESS_BINDING, true, "routing-types", "ANYCAST", ArtemisXml.NAME, queue,
                    ArtemisXml.ID, Integer.toString(id));
        }
        for (String queue : queues) {
            id++;
            element(ArtemisXml.QUEUE_BINDING, true, "address", queue, "filter-string", "", ArtemisXml.NAME, queue,
                    ArtemisXml.ID, Integer.toString(id), "routing-type", "ANYCAST");
        }
        text("</" + ArtemisXml.BINDINGS + ">\n<" + ArtemisXml.MESSAGES + ">\n");
    }

    /**
     * Writes one message.
     *
     * @throws NoPlace     when the format has no place for its body; then the file is good for nothing
     * @throws IOException when its body cannot be read or the target not be written
     */
    public void write(String queue, PortableMessage message) throws IOException {
        JmsToCore core = new JmsToCore(message);
        count++;
        String[] attributes = {ArtemisXml.ID, id(message), ArtemisXml.PRIORITY,
            Integer.toString(message.header().priority()), ArtemisXml.EXPIRATION, Long.toString(core.expiration()),
            ArtemisXml.TIMESTAMP, Long.toString(core.timestamp()), ArtemisXml.TYPE,
            BodyEncoder.type(message.body()).xml(), ArtemisXml.USER_ID, core.userId()};
        element(ArtemisXml.MESSAGE, false, attributes);
        text("<" + ArtemisXml.PROPERTIES + ">\n");
        for (Map.Entry<String, TypedValue> property : core.properties().entrySet()) {
            TypedValue value = property.getValue();
            element(ArtemisXml.PROPERTY, true, ArtemisXml.NAME, property.getKey(), ArtemisXml.VALUE,
                    PropertyText.text(value), ArtemisXml.TYPE, PropertyText.type(value));
        }
        text("</" + ArtemisXml.PROPERTIES + ">\n<" + ArtemisXml.QUEUES + ">\n");
        element(ArtemisXml.QUEUE, true, ArtemisXml.NAME, queue);
        text("</" + ArtemisXml.QUEUES + ">\n<" + ArtemisXml.BODY + ">\n");
        CdataSections body = new CdataSections(out);
        try {
            BodyEncoder.write(message.body(), body);
        } catch (BrokenEncoding e) {
            throw new NoPlace(e);
        }
        body.end();
        text("</" + ArtemisXml.BODY + ">\n</" + ArtemisXml.MESSAGE + ">\n");
        differences.count(core.differences());
    }

    /** A message is larger than the encodings of Artemis can hold. */
    public static final class NoPlace extends IOException {

        private static final long serialVersionUID = 1L;

        private NoPlace(BrokenEncoding cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Ends the document. */
    public void finish() throws IOException {
        text("</" + ArtemisXml.MESSAGES + ">\n</" + ArtemisXml.ROOT + ">\n");
        out.flush();
    }

    /** Messages written so far. */
    public long count() {
        return count;
    }

    public Differences differences() {
        return differences;
    }

    /** By this number the import sorts if it is told to; the broker gives another. */
    private String id(PortableMessage message) {
        String id = message.header().brokerId();
        return id != null && id.matches("[1-9][0-9]{0,17}") ? id : Long.toString(count);
    }

    /** @param attributes name, value, name, value …; those without a value are left out */
    private void element(String name, boolean empty, String... attributes) throws IOException {
        StringBuilder tag = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                tag.append(' ').append(attributes[i]).append("=\"");
                XmlText.append(tag, attributes[i + 1]);
                tag.append('"');
            }
        }
        text(tag.append(empty ? "/>\n" : ">\n").toString());
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
