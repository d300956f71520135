package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.Json;

/**
 * Closes a quiet window while the server is down: Domibus is enabled, so that the server's next start brings it back,
 * and the record says that the window closes. Paused queues are in the broker's journal, which only a running broker
 * can change: Domibus Backup resumes them when the server is up, by that record, and then removes it.
 */
public final class WindowClosing {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ServerFolders folders;
    private final WindowRecord window;
    private final boolean restoredByHand;

    /** Closes a window that no restore has changed anything in. */
    public WindowClosing(ServerFolders folders, WindowRecord window) {
        this(folders, window, false);
    }

    /** @param restoredByHand the operator's word that what a restore began is whole again */
    public WindowClosing(ServerFolders folders, WindowRecord window, boolean restoredByHand) {
        this.folders = folders;
        this.window = window;
        this.restoredByHand = restoredByHand;
    }

    /** Throws what forbids it; the facts say why Domibus has to stay stopped. */
    public void check() {
        if (!restoredByHand) {
            refuseIfChanged(window);
        }
        Path pauses = folders.ownData().resolve("paused-queues.json");
        if (Files.exists(pauses)) {
            refuseIfHeld(pauses);
        }
    }

    /** Throws DB-OFFLINE-046 for a window in which a restore has changed the installation. */
    public static void refuseIfChanged(WindowRecord window) {
        window.changed().ifPresent(at -> {
            throw OfflineProblem.WINDOW_CHANGED.exception("job", window.job(), "details", "changed: " + at
                    + window.safetySet().map(set -> ", safety backup " + set).orElse(", no safety backup"));
        });
    }

    /** An import that is to be restarted holds queues paused: resuming them would let Domibus take half of it. */
    private static void refuseIfHeld(Path file) {
        try {
            JsonNode held = Json.mapper().readTree(Files.readAllBytes(file));
            if (held.path("hold").asBoolean()) {
                List<String> queues = new ArrayList<>();
                held.path("queues").forEach(queue -> queues.add(queue.path("name").asText()));
                throw ImportProblem.HELD_BY_ANOTHER.exception("job", held.path("job").asText(), "since",
                        held.path("since").asText(), "queues", String.join(", ", queues));
            }
        } catch (IOException e) {
            throw ImportProblem.PAUSES_UNREADABLE.caused(e, "file", file, "reason", e.getClass().getSimpleName());
        }
    }

    /**
     * What was done.
     *
     * @param enabled files in which Domibus was enabled; none when it was already, or when it had been stopped before
     *                the window and stays so
     * @param kept    copies of what was changed
     */
    public record Result(List<Path> enabled, List<Path> kept) {
    }

    /** Closes it; may be repeated. */
    public Result run() {
        check();
        List<Path> enabled = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        if (window.wasRunning()) {
            if (window.scanned().isPresent()) {
                enabled.addAll(letScannerDeploy(window.scanned().get()));
            } else {
                enableInSettings(enabled, kept);
            }
        }
        window.letClose();
        return new Result(enabled, kept);
    }

    private void enableInSettings(List<Path> enabled, List<Path> kept) {
        List<SettingsXml> naming = folders.settings().stream().map(SettingsXml::read)
                .filter(settings -> settings.names(window.deployment())).toList();
        if (naming.isEmpty()) {
            throw OfflineProblem.NOT_DEPLOYED.exception("folder", folders.configuration(), "name",
                    window.deployment());
        }
        for (SettingsXml settings : naming) {
            Optional<String> text = settings.enabling(window.deployment());
            if (text.isPresent()) {
                kept.add(copy(settings.file()));
                Ownership.rewrite(settings.file(), text.get().getBytes(StandardCharsets.UTF_8));
                enabled.add(settings.file());
            }
        }
    }

    private static Path copy(Path file) {
        Path old = file.resolveSibling(file.getFileName() + ".old-" + TIME.format(Instant.now()));
        try {
            Files.copy(file, old, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
            Ownership.take(old, file);
            return old;
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", old, "reason", e.toString());
        }
    }

    /** By its markers: {@code .undeployed} keeps a file away, {@code .dodeploy} brings it back. */
    private List<Path> letScannerDeploy(Path archive) {
        if (!Files.exists(archive)) {
            throw OfflineProblem.NOT_DEPLOYED.exception("folder", archive.getParent(), "name", window.deployment());
        }
        Path marker = archive.resolveSibling(archive.getFileName() + ".dodeploy");
        try {
            Files.deleteIfExists(archive.resolveSibling(archive.getFileName() + ".undeployed"));
            Files.deleteIfExists(archive.resolveSibling(archive.getFileName() + ".failed"));
            if (!Files.exists(marker)) {
                Files.write(marker, new byte[0]);
                Ownership.take(marker, archive);
            }
            return List.of(marker);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", marker, "reason", e.toString());
        }
    }
}
