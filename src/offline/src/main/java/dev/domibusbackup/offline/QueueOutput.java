package dev.domibusbackup.offline;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.QueueFileName;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;

/** The message file of one queue in a set that is being made, with its body files. */
final class QueueOutput implements AutoCloseable {

    private static final String FOLDER = "messages/";
    /** What the server's model leaves out of the names that its broker uses. */
    private static final String PREFIX = "jms.queue.";

    private final PartialSet set;
    private final String queue;
    private final String path;
    private final ArtifactOutput output;
    private final MessageFileWriter writer;
    private final List<Artifact> bodies = new ArrayList<>();
    private final List<ArtifactOutput> bodiesOfMessage = new ArrayList<>();
    private long scheduled;

    QueueOutput(PartialSet set, String queue) {
        this.set = set;
        this.queue = queue;
        path = FOLDER + QueueFileName.encode(queue) + ".jsonl.gz";
        output = set.artifact(Component.MESSAGES, path);
        writer = new MessageFileWriter(queue, output.stream(), this::body, MessageFileWriter.DEFAULT_LEVEL);
    }

    void write(PortableMessage message) {
        writer.write(message);
        scheduled += message.header().due() == null ? 0 : 1;
        bodiesOfMessage.forEach(body -> bodies.add(body.commit(Map.of())));
        bodiesOfMessage.clear();
    }

    /** Ends the file. */
    Manifest.QueueEntry finish(List<Artifact> artifacts) {
        long taken = writer.finish().messages();
        artifacts.addAll(bodies);
        artifacts.add(output.commit(Map.of("messages", taken)));
        String resource = queue.startsWith(PREFIX) ? queue.substring(PREFIX.length()) : queue;
        return new Manifest.QueueEntry(queue, resource, null, path, taken - scheduled, scheduled, taken, 0, 0, 0);
    }

    private OutputStream body(String name) {
        ArtifactOutput body = set.artifact(Component.MESSAGES, FOLDER + name);
        bodiesOfMessage.add(body);
        return body.stream();
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        bodiesOfMessage.forEach(ArtifactOutput::close);
        writer.close();
        output.close();
    }
}
