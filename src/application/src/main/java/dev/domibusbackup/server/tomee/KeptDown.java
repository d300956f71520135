package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.set.Json;

/**
 * What keeps Domibus down over a restart of Tomcat, where no stop is persistent: an empty application has its place.
 * It comes by a context file, which takes precedence over a WAR and over a folder of the same name in {@code webapps};
 * so nothing of Domibus is moved, and one rename puts it there and one takes it away: a process may die at any moment.
 * Domibus's own context file lies beside it meanwhile, under a name that Tomcat passes by.
 */
final class KeptDown {

    private static final String KEPT = ".domibus-backup";
    private static final String PART = ".part";

    private final Path empty;
    private final Path file;

    /** @param ownData our own folder of the server's data */
    KeptDown(Path ownData) {
        empty = ownData.resolve("kept-down");
        file = ownData.resolve("kept-down.json");
    }

    /**
     * What is written down of the Domibus whose place is taken.
     *
     * @param domibus     as it was found before
     * @param bean        name of its MBean
     * @param contextFile where a context file of its name is, or would be
     * @param hadOne      whether it was deployed by a context file
     */
    record Note(DomibusDeployment domibus, String bean, String contextFile, boolean hadOne) {

        Note {
            Objects.requireNonNull(domibus, "domibus");
            Objects.requireNonNull(bean, "bean");
            Objects.requireNonNull(contextFile, "contextFile");
        }

        Path place() {
            return Path.of(contextFile);
        }

        /** Domibus's own context file while its place is taken. */
        Path kept() {
            return KeptDown.kept(place());
        }
    }

    /** Whether this is what the empty application comes from. */
    boolean isEmptyApplication(Path archive) {
        return archive.equals(empty);
    }

    /**
     * Whose place is taken, at the next start of the server at the latest. Empty as well when somebody has put
     * Domibus's own context file back by hand.
     */
    Optional<Note> held() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Note note = Json.mapper().readValue(file.toFile(), Note.class);
            return Files.isRegularFile(note.place()) && Arrays.equals(Files.readAllBytes(note.place()), context())
                    ? Optional.of(note) : Optional.empty();
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", file, "reason", e);
        }
    }

    /** Takes the place. On disk when this returns; until the last step nothing has happened. */
    void take(Note note) {
        try {
            DurableFiles.createPrivateFolder(empty);
            Files.createDirectories(note.place().getParent());
            if (note.hadOne()) {
                Path part = note.kept().resolveSibling(note.kept().getFileName() + PART);
                Files.copy(note.place(), part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                // also where its owner may not write to it
                DurableFiles.syncFolder(part);
                Files.move(part, note.kept(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                DurableFiles.syncFolder(note.place().getParent());
            }
            DurableFiles.write(file, Json.pretty(note));
            DurableFiles.write(note.place(), context());
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", note.place(), "reason", e);
        }
    }

    /** Gives the place back. On disk when this returns; after its first step all has happened. */
    void giveBack(Note note) {
        try {
            if (note.hadOne()) {
                Files.move(note.kept(), note.place(), StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(note.place());
            }
            DurableFiles.syncFolder(note.place().getParent());
            Files.deleteIfExists(file);
            DurableFiles.syncFolder(file.getParent());
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", note.kept(), "reason", e);
        }
    }

    static Path kept(Path contextFile) {
        return contextFile.resolveSibling(contextFile.getFileName() + KEPT);
    }

    /** TomEE leaves it alone, and nobody searches the server's libraries for it. */
    private byte[] context() {
        String folder = empty.toString().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Domibus Backup keeps Domibus down, because a restore has begun to change it and has not ended. Ask
                     GET /quiet-window what to do. It puts back what was here when it starts Domibus. By hand, with the
                     server stopped: replace this file by the one beside it that ends in .domibus-backup, or remove it
                     if there is none. -->
                <Context docBase="%s" className="org.apache.tomee.catalina.IgnoredStandardContext">
                  <JarScanner className="org.apache.tomcat.util.scan.StandardJarScanner" scanClassPath="false"/>
                </Context>
                """.formatted(folder).getBytes(StandardCharsets.UTF_8);
    }
}
