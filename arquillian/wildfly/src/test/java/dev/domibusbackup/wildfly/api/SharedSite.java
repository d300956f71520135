package dev.domibusbackup.wildfly.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.site.Site;

/** One site for all classes of this package that leave it as they found it. */
final class SharedSite implements BeforeAllCallback {

    private static final Namespace PACKAGE = Namespace.create(SharedSite.class);

    private Made made;

    @Override
    public void beforeAll(ExtensionContext context) {
        made = context.getRoot().getStore(PACKAGE).getOrComputeIfAbsent("site", key -> make(), Made.class);
    }

    private static Made make() {
        try {
            Path folder = Files.createTempDirectory("shared-site");
            HeldDump dump = HeldDump.in(folder.resolve("tools"));
            return new Made(folder, Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50))
                    .with("domibus.backup.database.tools", dump.folder().toString())
                    .with("example.password", SECRET_ARGUMENT).start(), dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret on the command line of the server. */
    static final String SECRET_ARGUMENT = "argument-Pass-4242";

    Site site() {
        return made.site;
    }

    /** Holds jobs inside the quiet window. */
    HeldDump dump() {
        return made.dump;
    }

    private record Made(Path folder, Site site, HeldDump dump) implements ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            site.close();
            Folders.delete(folder);
        }
    }
}
