package dev.domibusbackup.wildfly.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.wildfly.leak.Remains;

/** One site for all classes of this package that leave it as they found it. */
final class SharedSite implements BeforeAllCallback {

    /** A secret on the command line of the server. */
    static final String SECRET_ARGUMENT = "argument-Pass-4242";
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
                    .with("example.password", SECRET_ARGUMENT).start(Remains.NO_SOFT_REFERENCES), dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site site() {
        return made.site;
    }

    /** Takes a deployment away; its content stays. */
    void undeploy(String name) {
        made.site.server().undeploying(() -> made.site.server().management(
                Operations.createOperation("undeploy", Management.address("deployment", name))));
    }

    /** Brings a deployment back. */
    void deploy(String name) {
        made.site.server().management(Operations.createOperation("deploy", Management.address("deployment", name)));
    }

    /** Sets a system property of the running server, or removes it. */
    void systemProperty(String name, String value) {
        Management management = made.site.server().management();
        ModelNode address = Management.address("system-property", name);
        if (management.exists(address)) {
            management.execute(Operations.createRemoveOperation(address));
        }
        if (value != null) {
            ModelNode add = Operations.createAddOperation(address);
            add.get("value").set(value);
            management.execute(add);
        }
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
