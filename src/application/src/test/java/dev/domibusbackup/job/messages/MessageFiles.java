package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.QueueFileName;

/** Message files for tests. */
public final class MessageFiles {

    private MessageFiles() {
    }

    /** Writes a file with bodies beside it. */
    public static Path write(Path folder, String queue, List<PortableMessage> messages) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(QueueFileName.encode(queue) + ".jsonl.gz");
        try (OutputStream out = Files.newOutputStream(file);
                MessageFileWriter writer = new MessageFileWriter(queue, out, name -> {
                    Files.createDirectories(folder.resolve(name).getParent());
                    return Files.newOutputStream(folder.resolve(name));
                }, MessageFileWriter.DEFAULT_LEVEL)) {
            for (PortableMessage message : messages) {
                writer.write(message);
            }
            writer.finish();
        }
        return file;
    }
}
