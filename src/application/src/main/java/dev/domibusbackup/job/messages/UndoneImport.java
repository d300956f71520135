package dev.domibusbackup.job.messages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.MessageNumbers;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest.QueueEntry;

/**
 * Takes messages out of paused queues that an import had put there, or that an import will bring again; everything
 * else stays. An imported message has a new number at the broker, so it is recognized by what it kept.
 */
public final class UndoneImport {

    private final ApplicationServer server;
    private final Runnable checkStop;
    private final MessageKeys keys;

    /**
     * Messages of a set.
     *
     * @param set      the set
     * @param queue    the queue
     * @param messages how many, from the first of its file on
     */
    public record Part(BackupSet set, QueueEntry queue, long messages) {
    }

    /**
     * Reads which messages they are.
     *
     * @param parts     the messages that are to be taken out
     * @param checkStop throws when the operator asked to stop
     */
    public UndoneImport(ApplicationServer server, Collection<Part> parts, Runnable checkStop) {
        this.server = server;
        this.checkStop = checkStop;
        List<Part> all = new ArrayList<>(parts);
        keys = new MessageKeys(all.stream().mapToLong(Part::messages).sum());
        all.forEach(this::read);
    }

    private void read(Part part) {
        try (MessageFileReader reader = MessageFileReader.open(
                part.set().folder().resolve(part.queue().artifact()))) {
            for (long read = 0; read < part.messages() && reader.hasNext(); read++) {
                checkStop.run();
                keys.add(reader.next());
            }
        }
    }

    /**
     * Takes them out of one queue. Doing it again takes out what an interrupted removal left.
     *
     * @param cut the queue as it was when this was begun for the first time: what came later stays
     * @return how many were removed by this call
     */
    public long remove(QueueCut cut) {
        MessageNumbers numbers = new MessageNumbers();
        try (MessageSource source = server.messages(cut)) {
            for (var message = source.next(); message.isPresent(); message = source.next()) {
                checkStop.run();
                PortableMessage here = message.get();
                if (keys.take(here)) {
                    numbers.add(Long.parseLong(here.header().brokerId()));
                }
            }
        }
        return numbers.size() == 0 ? 0 : server.remove(cut, numbers::contains);
    }
}
