package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.Message;
import org.apache.activemq.openwire.OpenWireFormat;
import org.apache.activemq.store.MessageStore;
import org.apache.activemq.store.kahadb.CopiedStore;
import org.apache.activemq.store.kahadb.scheduler.CopiedJobs;

/** Writes all messages of the copied stores, queue after queue: those in KahaDB first, then those that wait. */
final class StoreDump {

    /** Made by who made the copy: opening a store writes into it, and a broker's own must never be opened. */
    static final String MARK = ".domibus-backup-copy";

    private final Path kahaDb;
    private final Path scheduler;
    private final Frames frames;
    private final Map<String, List<CopiedJobs.Entry>> jobs = new TreeMap<>();
    private long otherJobs;

    /**
     * @param scheduler {@code null} when there is none
     */
    StoreDump(Path kahaDb, Path scheduler, Frames frames) {
        this.kahaDb = kahaDb;
        this.scheduler = scheduler;
        this.frames = frames;
    }

    void run() throws IOException, ReaderException {
        checkMark(kahaDb);
        CopiedStore store = open();
        CopiedJobs waiting = null;
        if (scheduler != null) {
            checkMark(scheduler);
            waiting = openJobs();
            group(waiting);
        }
        frames.summary(store.isIndexRebuilt(), waiting != null, waiting != null && waiting.isIndexRebuilt(),
                store.prepared(), otherJobs);
        SortedSet<String> queues = new TreeSet<>(jobs.keySet());
        for (ActiveMQDestination destination : store.getDestinations()) {
            if (destination.isQueue() && !destination.isTemporary()) {
                queues.add(destination.getPhysicalName());
            }
        }
        long messages = 0;
        for (String queue : queues) {
            messages += queue(store, waiting, queue);
        }
        frames.end(queues.size(), messages);
    }

    private static void checkMark(Path folder) throws ReaderException {
        if (!Files.isRegularFile(folder.resolve(MARK))) {
            throw new ReaderException(ReaderException.Kind.NOT_A_COPY, folder.toString(),
                    "it has no file " + MARK, null);
        }
    }

    private CopiedStore open() throws ReaderException {
        BrokerService broker = new BrokerService();
        broker.setUseJmx(false);
        // who reads is told anyway, and there is no broker to be stopped
        broker.setIoExceptionHandler(new IgnoredFailures());
        CopiedStore store = new CopiedStore(kahaDb.toFile(), broker);
        try {
            store.start();
            return store;
        } catch (Exception e) {
            throw damaged(kahaDb, e);
        }
    }

    private CopiedJobs openJobs() throws ReaderException {
        CopiedJobs opened = new CopiedJobs(scheduler.toFile());
        try {
            opened.start();
            opened.check();
            return opened;
        } catch (Exception e) {
            try {
                opened.check();
            } catch (IOException cause) {
                throw damaged(scheduler, cause);
            }
            throw damaged(scheduler, e);
        }
    }

    /** Which job belongs to which queue is in its message alone. */
    private void group(CopiedJobs waiting) throws ReaderException {
        try {
            OpenWireFormat format = format();
            waiting.<IOException>each(job -> {
                ActiveMQDestination destination = message(waiting, job, format).getDestination();
                if (destination.isQueue()) {
                    jobs.computeIfAbsent(destination.getPhysicalName(), name -> new ArrayList<>()).add(job);
                } else {
                    otherJobs++;
                }
            });
        } catch (IOException | RuntimeException e) {
            throw damaged(scheduler, e);
        }
    }

    private long queue(CopiedStore store, CopiedJobs waiting, String name) throws IOException, ReaderException {
        List<CopiedJobs.Entry> scheduled = jobs.getOrDefault(name, List.of());
        ActiveMQQueue queue = new ActiveMQQueue(name);
        boolean stored = store.getDestinations().contains(queue);
        long indexed = stored ? indexed(store, queue) : 0;
        frames.queue(name, indexed, scheduled.size());
        long ready = stored ? ready(store, queue) : 0;
        if (ready != indexed) {
            throw new ReaderException(ReaderException.Kind.NOT_RECONCILED, name,
                    ready + " messages were read, and the index counts " + indexed, null);
        }
        OpenWireFormat format = format();
        for (CopiedJobs.Entry job : scheduled) {
            Message message;
            try {
                message = message(waiting, job, format);
            } catch (IOException e) {
                throw new ReaderException(ReaderException.Kind.MESSAGE_UNREADABLE, job.id() + " of queue " + name,
                        ReaderException.reason(e), e);
            }
            MessageFrame.scheduled(name, message, job.id(), job.due()).write(frames);
        }
        frames.endOfQueue(ready, scheduled.size());
        return ready + scheduled.size();
    }

    /** Three counts of one thing: of the index by place, of the store's own statistics, and of what is read. */
    private long indexed(CopiedStore store, ActiveMQQueue queue) throws ReaderException {
        try {
            MessageStore messages = store.createQueueMessageStore(queue);
            messages.start();
            long counted = messages.getMessageCount();
            long indexed = store.indexed(queue);
            if (counted != indexed) {
                throw new ReaderException(ReaderException.Kind.NOT_RECONCILED, queue.getPhysicalName(),
                        "the store counts " + counted + " messages, and its index has " + indexed, null);
            }
            return indexed;
        } catch (ReaderException e) {
            throw e;
        } catch (Exception e) {
            throw damaged(kahaDb, e);
        }
    }

    private long ready(CopiedStore store, ActiveMQQueue queue) throws ReaderException, IOException {
        MessageTaker taker = new MessageTaker(queue.getPhysicalName(), frames);
        try {
            store.createQueueMessageStore(queue).recover(taker);
        } catch (Exception e) {
            taker.check();
            throw damaged(kahaDb, e);
        }
        taker.check();
        return taker.taken();
    }

    private static Message message(CopiedJobs waiting, CopiedJobs.Entry job, OpenWireFormat format)
            throws IOException {
        return (Message) format.unmarshal(waiting.payload(job));
    }

    /** As the broker's scheduler does it. */
    private static OpenWireFormat format() {
        return new OpenWireFormat();
    }

    private static ReaderException damaged(Path folder, Exception e) {
        return new ReaderException(ReaderException.Kind.DAMAGED, folder.toString(), ReaderException.reason(e), e);
    }
}
