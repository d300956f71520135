package dev.domibusbackup.fuzzing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.MessageLimits;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ProblemException;

/**
 * Reads a message file to its end. A problem of the catalogue is a good answer; every other exception is a finding. So
 * is a file that is taken, but whose messages come out otherwise when they are written and read once more.
 */
final class Reading {

    /** System property with the folder in which the body files of the seeds are made. */
    static final String BODIES = "fuzzing.bodies";

    private static final MessageLimits LIMITS = new MessageLimits(256 * 1024, 5_000, 64 * 1024, 16);
    private static final Path FOLDER = folder();

    private Reading() {
    }

    static void read(byte[] file) {
        List<PortableMessage> messages;
        String queue;
        try (MessageFileReader reader = open(file)) {
            queue = reader.queue();
            messages = rest(reader);
        } catch (ProblemException e) {
            return;
        }
        if (!readAgain(queue, messages).equals(messages)) {
            throw new IllegalStateException("messages that were read, written and read again are others");
        }
    }

    private static List<PortableMessage> readAgain(String queue, List<PortableMessage> messages) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (MessageFileWriter writer = new MessageFileWriter(queue, written, name -> {
            throw new IOException("no value of the input is large enough for a file");
        }, MessageFileWriter.DEFAULT_LEVEL)) {
            messages.forEach(writer::write);
            writer.finish();
        }
        try (MessageFileReader reader = new MessageFileReader("again", new ByteArrayInputStream(written.toByteArray()),
                FOLDER, MessageLimits.DEFAULT)) {
            return rest(reader);
        }
    }

    private static MessageFileReader open(byte[] file) {
        return new MessageFileReader("input", new ByteArrayInputStream(file), FOLDER, LIMITS);
    }

    private static List<PortableMessage> rest(MessageFileReader reader) {
        List<PortableMessage> messages = new ArrayList<>();
        while (reader.hasNext()) {
            PortableMessage message = reader.next();
            message.properties().values().forEach(Reading::consume);
            if (message.body() instanceof Body.Bytes bytes) {
                consume(bytes.content());
            }
            messages.add(message);
        }
        return messages;
    }

    private static void consume(TypedValue value) {
        if (value.value() instanceof Content content) {
            consume(content);
        }
    }

    private static void consume(Content content) {
        try {
            content.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Path.of(System.getProperty(BODIES));
            for (int i = 0; i < Seeds.BODIES.size(); i++) {
                Path body = folder.resolve(Seeds.bodyName(i));
                Files.createDirectories(body.getParent());
                Files.write(body, Seeds.BODIES.get(i));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
