package dev.domibusbackup.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.TomEESite;

/** One site for all tests of a class, with a dump that can be held inside the quiet window. */
final class SharedSite implements BeforeAllCallback, AfterAllCallback {

    static final String WITHOUT_MESSAGES = "{\"without\":[\"messages\"]}";
    private static final Duration BOUND = Duration.ofMinutes(3);

    private Path folder;
    private TomEESite site;
    private HeldDump dump;

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            folder = Files.createTempDirectory(Files.createDirectories(BuildOutput.scratch()), "tomee-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dump = HeldDump.in(folder.resolve("tools"));
        site = TomEESite.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50))
                .with("domibus.backup.database.tools", dump.folder().toString()).start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (site != null) {
            site.close();
        }
        Folders.delete(folder);
    }

    TomEESite site() {
        return site;
    }

    HeldDump dump() {
        return dump;
    }

    /** The end of a job that was started by this answer. */
    JsonNode end(ApiAnswer started) {
        if (started.status() != 202) {
            throw new AssertionError("not started: " + started);
        }
        return site.api().awaitJob(started.locationId(), BOUND);
    }
}
