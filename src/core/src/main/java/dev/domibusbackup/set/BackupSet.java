package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import dev.domibusbackup.problem.SetProblem;

/**
 * A sealed backup set; immutable.
 *
 * @param id     the set
 * @param folder its folder
 */
public record BackupSet(SetId id, Path folder) {

    public static final String MANIFEST = "manifest.json";
    public static final String SUMS = "SHA256SUMS";
    public static final String INSTRUCTIONS = "RESTORE.md";

    /** Reads the manifest; refuses a format whose major number this version does not know. */
    public Manifest manifest() {
        try {
            JsonNode json = Json.mapper().readTree(Files.readAllBytes(folder.resolve(MANIFEST)));
            String format = json.path("format").asText();
            if (!major(format).equals(major(Manifest.FORMAT))) {
                throw SetProblem.FORMAT_TOO_NEW.exception("id", id, "format", format, "supported",
                        major(Manifest.FORMAT) + ".x");
            }
            // a newer minor number may have added fields
            ObjectReader reader = Json.mapper().readerFor(Manifest.class);
            return (format.equals(Manifest.FORMAT) ? reader
                    : reader.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)).readValue(json);
        } catch (IOException e) {
            throw SetProblem.MANIFEST_UNREADABLE.caused(e, "id", id, "reason", e.getMessage());
        }
    }

    /** SHA-256 of the manifest file, which audit and log know from the seal. */
    public String manifestHash() {
        try {
            return Hashes.of(folder.resolve(MANIFEST));
        } catch (IOException e) {
            throw SetProblem.MANIFEST_UNREADABLE.caused(e, "id", id, "reason", e.getMessage());
        }
    }

    /** The text of RESTORE.md. */
    public String instructions() {
        try {
            return Files.readString(folder.resolve(INSTRUCTIONS));
        } catch (IOException e) {
            throw SetProblem.ARTIFACT_MISSING.caused(e, "id", id, "artifact", INSTRUCTIONS);
        }
    }

    private static String major(String format) {
        return format.substring(0, Math.max(0, format.indexOf('.')));
    }
}
