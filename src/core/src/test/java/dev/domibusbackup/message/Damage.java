package dev.domibusbackup.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Message files as no writer of ours makes them. */
final class Damage {

    static final String FIRST = "{\"format\":\"domibus-backup-messages\",\"version\":\"1.0\",\"queue\":\"q\"}\n";
    static final String EMPTY =
            "{\"priority\":4,\"persistent\":true,\"properties\":{},\"body\":{\"type\":\"empty\"}}\n";

    private Damage() {
    }

    static Path gzip(Path file, String lines) {
        try {
            Files.write(file, gzip(lines.getBytes(StandardCharsets.UTF_8)));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines);
        }
        return bytes.toByteArray();
    }

    static String count(long count) {
        return "{\"count\":" + count + "}\n";
    }

    /** A message with this as the value of its body or of one property. */
    static String body(String json) {
        return "{\"priority\":4,\"persistent\":true,\"properties\":{},\"body\":" + json + "}\n";
    }
}
