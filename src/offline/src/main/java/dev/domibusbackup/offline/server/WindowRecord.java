package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.set.Json;

/**
 * The record of an open quiet window, {@code quiet-window.json}, as the server wrote it. Read as a tree: what this tool
 * does not know of it stays as it is.
 */
public final class WindowRecord {

    private static final String BY_HAND = "by-hand-";

    private final Path file;
    private final ObjectNode json;

    private WindowRecord(Path file, ObjectNode json) {
        this.file = file;
        this.json = json;
    }

    /** The window that is open, if one is. */
    public static Optional<WindowRecord> of(ServerFolders folders) {
        Path file = folders.ownData().resolve("quiet-window.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.mapper().readTree(Files.readAllBytes(file));
            if (json instanceof ObjectNode object && object.path("domibus").isObject()) {
                return Optional.of(new WindowRecord(file, object));
            }
            throw QuietProblem.RECORD_UNREADABLE.exception("file", file, "reason", "it is no record of a window");
        } catch (IOException e) {
            throw QuietProblem.RECORD_UNREADABLE.caused(e, "file", file, "reason", e.getClass().getSimpleName());
        }
    }

    public String id() {
        return text("id");
    }

    /** {@code BACKUP} or {@code RESTORE}. */
    public String purpose() {
        return text("purpose");
    }

    public String job() {
        return text("job");
    }

    public String state() {
        return text("state");
    }

    /** When Domibus was asked to stop. */
    public String openedAt() {
        return text("openedAt");
    }

    /** Whether Domibus is to stay stopped until the operator says otherwise. */
    public boolean hold() {
        return json.path("hold").asBoolean() || state().equals("HELD");
    }

    /** Whether Domibus ran before the window. */
    public boolean wasRunning() {
        return json.path("wasRunning").asBoolean();
    }

    /** Name of Domibus's deployment. */
    public String deployment() {
        return json.path("domibus").path("name").asText();
    }

    /** Its archive in the folder of the deployment scanner; none when the server keeps it itself. */
    public Optional<Path> scanned() {
        return json.path("domibus").path("how").asText().equals("SCANNER")
                ? Optional.of(Path.of(json.path("domibus").path("archive").asText())) : Optional.empty();
    }

    /** Broker names of the queues that were paused for the window. */
    public List<String> pausedQueues() {
        List<String> queues = new ArrayList<>();
        for (JsonNode queue : json.path("queues")) {
            if (!queue.path("pausedBefore").asBoolean()) {
                queues.add(queue.path("name").asText());
            }
        }
        return queues;
    }

    /**
     * That a restore has begun to change the installation, as the record says it; none before that, and for every
     * backup.
     */
    public Optional<String> changed() {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().startsWith("changed") && value.isValueNode() && !value.isNull()
                    && !value.asText().equals("false")) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    /** The safety backup of a restore that has changed the installation. */
    public Optional<String> safetySet() {
        return optional("safetySet");
    }

    /** Whether the window belongs to this job, or did until its work was taken over by hand. */
    public boolean isOf(String uuid) {
        return job().equals(uuid) || job().equals(BY_HAND + uuid);
    }

    /** Takes the window from its job, which can no longer go on with it. */
    public void takeFromJob() {
        if (!job().startsWith(BY_HAND)) {
            Ownership.rewrite(file, Json.pretty(json.deepCopy().put("job", BY_HAND + job())));
        }
    }

    /** Writes down that the window is to be closed: the server's Domibus Backup does what is left at its start. */
    void letClose() {
        ObjectNode closing = json.deepCopy().put("hold", false).put("state", "CLOSING").putNull("changedAt");
        Ownership.rewrite(file, Json.pretty(closing));
    }

    private String text(String field) {
        return optional(field).orElse("unknown");
    }

    private Optional<String> optional(String field) {
        return Optional.ofNullable(json.get(field)).filter(JsonNode::isValueNode).filter(node -> !node.isNull())
                .map(JsonNode::asText);
    }
}
