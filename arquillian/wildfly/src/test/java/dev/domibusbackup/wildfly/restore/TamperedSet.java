package dev.domibusbackup.wildfly.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.harness.Folders;

/** The folder of a set, with what one can do to it by hand. */
record TamperedSet(Path folder) {

    static final String MANIFEST = "manifest.json";
    private static final String SUMS = "SHA256SUMS";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A copy beside it under another id, as if it came from elsewhere: nobody here knows its manifest's hash. */
    TamperedSet copiedAs(String id) {
        Path copy = folder.resolveSibling(id);
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                Files.copy(path, copy.resolve(folder.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TamperedSet tampered = new TamperedSet(copy);
        tampered.edit(manifest -> manifest.put("id", id));
        return tampered;
    }

    String id() {
        return folder.getFileName().toString();
    }

    List<String> artifacts() {
        return StreamSupport.stream(manifest().path("artifacts").spliterator(), false)
                .map(artifact -> artifact.path("path").asText()).toList();
    }

    ObjectNode manifest() {
        try {
            return (ObjectNode) JSON.readTree(folder.resolve(MANIFEST).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flips a bit in the middle of a file. */
    void flip(String file) {
        byte[] content = read(file);
        content[content.length / 2] ^= 1;
        write(file, content);
    }

    /** Edits the manifest, and lets SHA256SUMS fit it. */
    void edit(Consumer<ObjectNode> edit) {
        ObjectNode manifest = manifest();
        edit.accept(manifest);
        try {
            write(MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fitSums(MANIFEST);
    }

    /** Replaces a file, and lets manifest and SHA256SUMS fit it. */
    void replace(String artifact, byte[] content) {
        write(artifact, content);
        fitSums(artifact);
        edit(manifest -> {
            for (JsonNode entry : manifest.path("artifacts")) {
                if (entry.path("path").asText().equals(artifact)) {
                    ((ObjectNode) entry).put("bytes", content.length).put("sha256", hash(artifact));
                }
            }
        });
    }

    /** Lets SHA256SUMS fit a file. */
    void fitSums(String file) {
        String sums = new String(read(SUMS), StandardCharsets.UTF_8);
        write(SUMS, sums.lines().map(line -> line.endsWith("  " + file) ? hash(file) + "  " + file : line)
                .reduce("", (lines, line) -> lines + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String hash(String file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(read(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] read(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, byte[] content) {
        try {
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        Folders.delete(folder);
    }
}
