package dev.domibusbackup.harness.domibus;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One domain (tenant) and where its data lies.
 *
 * @param code as in property DOMAIN of its messages; {@code default} when there is one only
 * @param fileSystemMessages {@code fsplugin.messages.location}, with OUT, IN, SENT and FAILED below it
 */
public record DomibusDomain(String code, String schema, Path payloads, Path eArchive, Path temporary,
        Path fileSystemMessages) {

    public DomibusDomain {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(payloads, "payloads");
        Objects.requireNonNull(eArchive, "eArchive");
        Objects.requireNonNull(temporary, "temporary");
        Objects.requireNonNull(fileSystemMessages, "fileSystemMessages");
    }

    static DomibusDomain below(Path data, String code, String schema) {
        Path own = data.resolve(code);
        return new DomibusDomain(code, schema, own.resolve("payloads"), own.resolve("earchive"),
                own.resolve("temp"), own.resolve("fs_plugin_data"));
    }
}
