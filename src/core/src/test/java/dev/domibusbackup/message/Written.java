package dev.domibusbackup.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes and reads message files for the tests. */
final class Written {

    private Written() {
    }

    static Path file(Path folder, List<PortableMessage> messages) {
        Path file = folder.resolve("q.jsonl.gz");
        try (MessageFileWriter writer = writer(file)) {
            messages.forEach(writer::write);
            writer.finish();
        }
        return file;
    }

    static MessageFileWriter writer(Path file) {
        try {
            return new MessageFileWriter("q", Files.newOutputStream(file), bodiesIn(file.getParent()),
                    MessageFileWriter.DEFAULT_LEVEL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bodies bodiesIn(Path folder) {
        return name -> {
            Path body = folder.resolve(name);
            Files.createDirectories(body.getParent());
            return Files.newOutputStream(body);
        };
    }

    static List<PortableMessage> read(Path file) {
        List<PortableMessage> messages = new ArrayList<>();
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.forEachRemaining(messages::add);
        }
        return messages;
    }

    static PortableMessage message(Body body) {
        return new PortableMessage(MessageHeader.builder().id("ID:1").build(), Map.of(), body);
    }
}
