package dev.domibusbackup.standin.fs;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks into one domain's OUT folder every so often. A file counts once {@code metadata.xml} lies beside it. */
final class OutFolderWorker {

    private static final System.Logger LOG = System.getLogger(OutFolderWorker.class.getName());
    private static final String METADATA = "metadata.xml";
    private static final String LOCK = ".lock";

    private final String domain;
    private final Path out;
    private final long periodMillis;
    private final ConnectionFactory connections;
    private final Queue sendQueue;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    OutFolderWorker(String domain, Path out, long periodMillis, ConnectionFactory connections, Queue sendQueue) {
        this.domain = domain;
        this.out = out;
        this.periodMillis = periodMillis;
        this.connections = connections;
        this.sendQueue = sendQueue;
        this.thread = new Thread(this::run, "domibus-fsplugin-out-" + domain);
    }

    static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + LOCK);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }

    private void run() {
        try {
            while (!stopped.await(periodMillis, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (Path file : files()) {
                if (stopped.getCount() == 0) {
                    return;
                }
                send(file);
            }
        } catch (IOException | JMSRuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Looking into " + out + " failed; it is tried again", e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(out)) {
            return found.filter(this::isReady).sorted().toList();
        } catch (java.io.UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // a folder went while it was listed: the next look finds what is left
                return List.of();
            }
            throw e.getCause();
        }
    }

    private boolean isReady(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.equals(METADATA) && !name.endsWith(LOCK)
                && Files.exists(file.resolveSibling(METADATA)) && !Files.exists(lockOf(file));
    }

    private void send(Path file) throws IOException {
        try {
            Files.createFile(lockOf(file));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        if (!Files.exists(file)) {
            // sent between the look and the lock, by a message from before
            Files.deleteIfExists(lockOf(file));
            return;
        }
        try (JMSContext context = connections.createContext()) {
            context.createProducer()
                    .setProperty("FILE_NAME", file.toString())
                    .setProperty("DOMAIN", domain)
                    .setProperty("MESSAGE_ID", UUID.randomUUID() + "@domibus.eu")
                    .send(sendQueue, context.createTextMessage());
        } catch (JMSRuntimeException e) {
            Files.deleteIfExists(lockOf(file));
            throw e;
        }
    }
}
