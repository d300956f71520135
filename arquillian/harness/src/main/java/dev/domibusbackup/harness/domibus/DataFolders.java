package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Fills the folders that lie outside the configuration folder. */
final class DataFolders {

    private static final int OTHERS_AT_MOST = 10;

    private final int payloadBytes;
    private final Random random = new Random(42);

    DataFolders(int payloadBytes) {
        this.payloadBytes = payloadBytes;
    }

    /** @return the payload files, for their rows */
    List<Path> write(DomibusDomain domain, int payloadFiles) throws IOException {
        Files.createDirectories(domain.payloads());
        List<Path> payloads = new ArrayList<>();
        for (int i = 0; i < payloadFiles; i++) {
            payloads.add(file(domain.payloads().resolve(UUID.randomUUID() + ".payload")));
        }
        int others = Math.min(payloadFiles, OTHERS_AT_MOST);
        Path batch = domain.eArchive().resolve("a1b2c3d4-batch");
        text(batch.resolve("batch.json"), "{\"batchId\":\"a1b2c3d4-batch\"}");
        text(batch.resolve("METS.xml"), "<mets/>");
        for (int i = 0; i < others; i++) {
            file(batch.resolve("representations/representation1/data/message-" + i + "@domibus.eu/message.attachment"));
            file(domain.temporary().resolve("source-" + i + ".zip"));
        }
        writeFileSystemMessages(domain.fileSystemMessages(), others);
        return payloads;
    }

    /** OUT gets a draft without metadata.xml, which stays until a test adds it; IN gets received messages. */
    private void writeFileSystemMessages(Path location, int messages) throws IOException {
        for (String folder : List.of("OUT", "IN", "SENT", "FAILED")) {
            Files.createDirectories(location.resolve(folder));
        }
        text(location.resolve("OUT/draft/invoice.xml"), "<invoice/>");
        for (int i = 0; i < messages; i++) {
            Path message = location.resolve("IN/urn_oasis_C4/message-" + i + "@domibus.eu");
            text(message.resolve("metadata.xml"), "<UserMessage/>");
            file(message.resolve("content_ä.xml"));
        }
    }

    private Path file(Path file) throws IOException {
        byte[] content = new byte[payloadBytes];
        random.nextBytes(content);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static void text(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
