package dev.domibusbackup.job.restore;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An archive of a set, read as a stream. That it leads nowhere out of its folder is for {@code ArchiveCheck} to say.
 *
 * @param file the archive
 */
record SavedArchive(Path file) {

    /** Takes an entry and its content. */
    @FunctionalInterface
    interface Visitor {
        void visit(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(in, true),
                        StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                visitor.visit(entry, tar);
            }
        }
    }

    /** Unpacks files and folders. */
    void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        each((entry, content) -> {
            Path target = folder.resolve(name(entry)).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (entry.isFile()) {
                Files.createDirectories(target.getParent());
                Files.copy(content, target);
            }
        });
    }

    /** Without the point that the root has. */
    static String name(TarArchiveEntry entry) {
        String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
}
