package dev.domibusbackup.set;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.SetProblem;

/**
 * Writes one artifact: under a partial name, hashed while it passes, synced and renamed by {@link #commit}. Closing it
 * without a commit removes it. A write that fails throws the problem DB-SET-006 itself: as an {@link IOException} it
 * would reach the operator in the words of whatever library is writing.
 */
public final class ArtifactOutput implements AutoCloseable {

    private static final String PARTIAL = ".part";

    private final Path target;
    private final Path partial;
    private final String relative;
    private final Component component;
    private final FileChannel channel;
    private final OutputStream out;
    private final MessageDigest digest = Hashes.sha256();
    private long bytes;
    private boolean committed;

    ArtifactOutput(Path folder, String relative, Component component) {
        this.relative = relative;
        this.component = component;
        target = folder.resolve(relative);
        partial = target.resolveSibling(target.getFileName() + PARTIAL);
        try {
            DurableFiles.createPrivateFolder(target.getParent());
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw failed(e);
        }
        channel = DurableFiles.newPrivateFile(partial);
        out = Channels.newOutputStream(channel);
    }

    /** Where the content goes; closing this stream ends nothing. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                ArtifactOutput.this.write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) {
                ArtifactOutput.this.write(buffer, offset, length);
            }
        };
    }

    private void write(byte[] buffer, int offset, int length) {
        try {
            out.write(buffer, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
        digest.update(buffer, offset, length);
        bytes += length;
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    /** Forces everything written so far to the disk. */
    public void sync() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Makes the artifact part of the set: synced, renamed, its folder synced.
     *
     * @param counts what it holds, by unit
     */
    public Artifact commit(Map<String, Long> counts) {
        try {
            channel.force(true);
            channel.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.syncFolder(target.getParent());
        } catch (IOException e) {
            throw failed(e);
        }
        committed = true;
        return new Artifact(relative, component, bytes, HexFormat.of().formatHex(digest.digest()), counts);
    }

    /** Without a {@link #commit} before, gives the artifact up and frees its space. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e) {
        return SetProblem.WRITE_FAILED.caused(e, "path", target, "reason", e.getMessage());
    }
}
