package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.site.Site;

/** A sealed set, looked at with standard tools and none of the product's classes. */
record SealedSet(Path folder, JsonNode manifest) {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final List<String> ABOUT_THE_SET = List.of("RESTORE.md", "SHA256SUMS", "manifest.json");

    static SealedSet of(Site site, String id) {
        return of(site.repository().resolve(id));
    }

    static SealedSet of(Path folder) {
        try {
            return new SealedSet(folder, new ObjectMapper().readTree(folder.resolve("manifest.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Relative paths of all files, sorted. */
    List<String> files() {
        return tree(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
    }

    /** Relative paths of the files but for those that tell about the set. */
    List<String> artifacts() {
        return files().stream().filter(file -> !ABOUT_THE_SET.contains(file)).toList();
    }

    /** What the manifest says of the artifacts, the hashes and the rights of the files agrees with the files. */
    void assertWhole() {
        assertThat(files()).containsAll(ABOUT_THE_SET)
                .noneMatch(name -> name.contains(".part") || name.contains(".work") || name.contains(".taken"));
        assertThat(Backups.stream(manifest.path("artifacts")).map(artifact -> artifact.path("path").asText()))
                .containsExactlyInAnyOrderElementsOf(artifacts());
        assertThat(tree(Files::isDirectory)).allSatisfy(path -> assertThat(rights(path)).isEqualTo("rwx------"));
        assertThat(tree(Files::isRegularFile)).allSatisfy(path -> assertThat(rights(path)).isEqualTo("rw-------"));
        String checked = run(folder, "sha256sum", "--strict", "-c", "SHA256SUMS");
        assertThat(checked.lines()).hasSize(files().size() - 1).allMatch(line -> line.endsWith(": OK"));
    }

    /** Names in an archive. */
    List<String> names(String archive) {
        return run(folder, "tar", "-tzf", archive, "--quoting-style=literal").lines().toList();
    }

    /** The entry of the manifest for the queue of this name in the server's model. */
    JsonNode queue(String resource) {
        return entry("queues", "resource", resource);
    }

    JsonNode database(String schema) {
        return entry("databases", "schema", schema);
    }

    JsonNode folder(Path path) {
        return entry("folders", "path", path.toString());
    }

    private JsonNode entry(String list, String field, String value) {
        return Backups.stream(manifest.path(list)).filter(one -> one.path(field).asText().equals(value)).findFirst()
                .orElseThrow(() -> new NoSuchElementException(value + " in " + manifest.path(list).toPrettyString()));
    }

    /** Messages in a file of messages: its lines without the first and the last, which tell of the file. */
    long messages(String artifact) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(artifact))), StandardCharsets.UTF_8))) {
            return lines.lines().count() - 2;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a dump has a line that this text is part of. */
    boolean dumpHas(String artifact, String text) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(artifact))), StandardCharsets.ISO_8859_1))) {
            return lines.lines().anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RESTORE.md. */
    String instructions() {
        try {
            return Files.readString(folder.resolve("RESTORE.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs shell commands in the folder of the set, as RESTORE.md wants it. */
    void sh(String commands) {
        run(folder, "bash", "-euc", commands);
    }

    private Stream<Path> tree(Predicate<Path> kind) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(kind).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path folder, String... command) {
        return ChildProcess.run(new ProcessBuilder(command).directory(folder.toFile()), BOUND);
    }
}
