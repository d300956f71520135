package dev.domibusbackup.standin.fs;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.MessageContent;
import dev.domibusbackup.standin.MessageStore;
import dev.domibusbackup.standin.UnitOfWork;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what lies in OUT. One worker per domain finds a file, puts {@code <file>.lock} beside it and a message with its
 * name into the send queue; the queue's listener writes the row, and then deletes or archives the file.
 */
public final class FileSystemPlugin {

    private static final System.Logger LOG = System.getLogger(FileSystemPlugin.class.getName());

    private final Configuration configuration;
    private final MessageStore store;
    private final List<OutFolderWorker> workers = new ArrayList<>();

    public FileSystemPlugin(Configuration configuration, MessageStore store, ConnectionFactory connections,
            Queue sendQueue) {
        this.configuration = configuration;
        this.store = store;
        long period = Long.parseLong(configuration.get("standin.fsplugin.scan.millis"));
        for (String domain : configuration.domains()) {
            configuration.ofDomain(domain, "fsplugin.messages.location").ifPresent(location -> workers.add(
                    new OutFolderWorker(domain, Path.of(location).resolve("OUT"), period, connections, sendQueue)));
        }
    }

    public void start() {
        workers.forEach(OutFolderWorker::start);
    }

    /** Ends the workers, each after the look it is taking. */
    public void stop() throws InterruptedException {
        for (OutFolderWorker worker : workers) {
            worker.stop();
        }
    }

    /** Takes one file over; a message whose file has gone is dropped, as the real one does. */
    public void submit(Message message, Connection database, UnitOfWork work) throws Exception {
        Path file = Path.of(message.getStringProperty("FILE_NAME"));
        String domain = MessageContent.domain(message, configuration);
        String id = MessageContent.id(message);
        if (!Files.exists(file)) {
            LOG.log(System.Logger.Level.WARNING, "Dropped: {0} has gone", file);
            Files.deleteIfExists(OutFolderWorker.lockOf(file));
            return;
        }
        store.receive(database, work, domain, "domibus.fsplugin.send.queue", id, file.getFileName().toString(),
                out -> Files.copy(file, out));
        work.afterCommit(() -> takeAway(file, domain, id));
    }

    private void takeAway(Path file, String domain, String id) {
        try {
            String action = configuration.ofDomain(domain, "fsplugin.messages.sent.action")
                    .orElseGet(() -> configuration.get("fsplugin.messages.sent.action"));
            if (action.equals("archive")) {
                Path sent = Path.of(configuration.ofDomain(domain, "fsplugin.messages.location").orElseThrow(), "SENT");
                Files.createDirectories(sent);
                Files.move(file, sent.resolve(withId(file.getFileName().toString(), id)),
                        StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(file);
            }
            Files.deleteIfExists(OutFolderWorker.lockOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take " + file + " out of OUT", e);
        }
    }

    /** {@code invoice.xml} sent as message m becomes {@code invoice_m.xml}. */
    static String withId(String name, String id) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name + "_" + id : name.substring(0, dot) + "_" + id + name.substring(dot);
    }
}
