package dev.domibusbackup.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.problem.OfflineProblem;

/**
 * What the messages of one queue are like.
 *
 * @param queue         name of the queue
 * @param messages      how many
 * @param bytes         size of the message file, without its body files
 * @param scheduled     those that wait for their time
 * @param nonPersistent those that a stop of the broker would have lost
 * @param oldest        earliest JMSTimestamp; {@code null} if no message has one
 * @param newest        latest JMSTimestamp
 */
record QueueSummary(String queue, long messages, long bytes, long scheduled, long nonPersistent, Instant oldest,
                    Instant newest) {

    /**
     * Reads a whole file.
     *
     * @throws dev.domibusbackup.problem.ProblemException when anything is wrong with it
     */
    static QueueSummary of(Path file) {
        long scheduled = 0;
        long nonPersistent = 0;
        Instant oldest = null;
        Instant newest = null;
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            while (reader.hasNext()) {
                MessageHeader header = reader.next().header();
                scheduled += header.due() == null ? 0 : 1;
                nonPersistent += header.persistent() ? 0 : 1;
                Instant sent = header.timestamp();
                oldest = sent == null || oldest != null && oldest.isBefore(sent) ? oldest : sent;
                newest = sent == null || newest != null && newest.isAfter(sent) ? newest : sent;
            }
            return new QueueSummary(reader.queue(), reader.count(), Files.size(file), scheduled, nonPersistent,
                    oldest, newest);
        } catch (IOException e) {
            throw OfflineProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }
}
