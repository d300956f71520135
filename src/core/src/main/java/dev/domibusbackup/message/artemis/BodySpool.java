package dev.domibusbackup.message.artemis;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.domibusbackup.message.Content;

/** Collects one body after the other: in memory as long as it is small, in a file of its own (mode 0600) beyond. */
final class BodySpool extends OutputStream implements Closeable {

    private static final int IN_MEMORY = 1 << 20;

    private final Path folder;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream toFile;
    private long size;

    /** @param folder where the file may lie; it is removed with the next body */
    BodySpool(Path folder) {
        this.folder = folder;
    }

    /** Forgets the body before, whose content is not to be used any more. */
    void begin() throws IOException {
        close();
        memory = new ByteArrayOutputStream();
        size = 0;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (toFile == null && size + length > IN_MEMORY) {
            file = Files.createTempFile(folder, "body", ".part");
            toFile = Files.newOutputStream(file);
            memory.writeTo(toFile);
            memory = null;
        }
        (toFile == null ? memory : toFile).write(bytes, offset, length);
        size += length;
    }

    /** The body, good until the next one begins. */
    Content content() throws IOException {
        if (toFile == null) {
            return Content.of(memory.toByteArray());
        }
        toFile.flush();
        return Content.ofFile(file);
    }

    @Override
    public void close() throws IOException {
        if (toFile != null) {
            toFile.close();
            Files.delete(file);
            toFile = null;
        }
    }
}
