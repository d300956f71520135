package dev.domibusbackup.activemq;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.Bodies;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.QueueFileName;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * All messages of copied stores in message files of ours, one a queue, so that they can be asked for queue by queue
 * in any order and as often as one likes. The files are gone when it is closed.
 */
public final class SpooledStores implements AutoCloseable {

    private static final int TELL_EVERY = 500;

    private final Path folder;
    private final StoreSummary summary;
    private final Map<String, StoredQueue> queues;

    private SpooledStores(Path folder, StoreSummary summary, Map<String, StoredQueue> queues) {
        this.folder = folder;
        this.summary = summary;
        this.queues = queues;
    }

    /**
     * Reads a copy to its end.
     *
     * @param folder for the files; it must not exist yet
     * @param read   is told now and then how many messages were read; what it throws ends the reading
     * @throws dev.domibusbackup.problem.ProblemException when not every message of every queue could be read
     */
    public static SpooledStores read(StoreCopy copy, ReaderProgram program, Path folder, LongConsumer read) {
        DurableFiles.createPrivateFolder(folder);
        Map<String, StoredQueue> queues = new LinkedHashMap<>();
        boolean whole = false;
        try (StoreReader reader = StoreReader.open(copy, program)) {
            long messages = 0;
            for (Optional<StoredQueue> queue = reader.nextQueue(); queue.isPresent(); queue = reader.nextQueue()) {
                messages = spool(queue.get().name(), reader, folder, messages, read);
                queues.put(queue.get().name(), queue.get());
            }
            read.accept(messages);
            whole = true;
            return new SpooledStores(folder, reader.summary(), queues);
        } finally {
            if (!whole) {
                DurableFiles.deleteTree(folder);
            }
        }
    }

    private static long spool(String queue, StoreReader reader, Path folder, long before, LongConsumer read) {
        long messages = before;
        try (MessageFileWriter writer = new MessageFileWriter(queue,
                Channels.newOutputStream(DurableFiles.newPrivateFile(file(folder, queue))), bodies(folder),
                MessageFileWriter.DEFAULT_LEVEL)) {
            for (Optional<PortableMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                writer.write(next.get());
                if (++messages % TELL_EVERY == 0) {
                    read.accept(messages);
                }
            }
            writer.finish();
        }
        return messages;
    }

    private static Bodies bodies(Path folder) {
        return name -> {
            Path body = folder.resolve(name);
            DurableFiles.createPrivateFolder(body.getParent());
            return Channels.newOutputStream(DurableFiles.newPrivateFile(body));
        };
    }

    private static Path file(Path folder, String queue) {
        return folder.resolve(QueueFileName.encode(queue) + ".jsonl.gz");
    }

    /** What was found when the stores were opened. */
    public StoreSummary summary() {
        return summary;
    }

    /** The queues with their counts, in the order of their names. */
    public List<StoredQueue> queues() {
        return List.copyOf(queues.values());
    }

    /** The counts of a queue; none for one that the stores do not know. */
    public StoredQueue queue(String name) {
        return queues.getOrDefault(name, new StoredQueue(name, 0, 0));
    }

    /**
     * The messages of a queue, ready ones first, then those that wait, earliest first. The caller closes it.
     *
     * @return empty for a queue that the stores do not know
     */
    public Optional<MessageFileReader> messages(String queue) {
        return queues.containsKey(queue) ? Optional.of(MessageFileReader.open(file(folder, queue)))
                : Optional.empty();
    }

    /** Removes the files. */
    @Override
    public void close() {
        DurableFiles.deleteTree(folder);
    }
}
