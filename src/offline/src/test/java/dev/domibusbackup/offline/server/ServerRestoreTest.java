package dev.domibusbackup.offline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.set.BackupSet;

class ServerRestoreTest {

    private static final String ARGUMENTS = "-Xmx1g\n-Djboss.server.base.dir=/opt/was/standalone\n"
            + "-Ddomibus.config.location=/etc/domibus\n--add-opens=x\n";

    @TempDir
    Path folder;
    private ServerFolders server;
    private Path domibusLog;
    private BackupSet set;

    @BeforeEach
    void make() throws IOException {
        server = StoppedServer.in(folder.resolve("wildfly"));
        domibusLog = Files.createDirectories(folder.resolve("domibus-log"));
        write("bin/standalone.conf", "old options");
        write("modules/org/db/main/driver.jar", "old driver");
        write("modules/org/db/main/module.xml", "old module");
        write("standalone/configuration/mgmt-users.properties", "old users");
        Files.setPosixFilePermissions(server.configuration().resolve("mgmt-users.properties"),
                PosixFilePermissions.fromString("rw-------"));
        write("standalone/data/content/bb/content", "old war");
        write("standalone/deployments/scanned.war", "old scanned");
        write("standalone/log/server.log", "old log");
        Files.writeString(domibusLog.resolve("domibus.log"), "old log of Domibus");
        set = ServerSets.of(server, folder.resolve("repository"), "old", ARGUMENTS, List.of(domibusLog));
    }

    @Test
    void everything_is_as_it_was_and_what_was_there_is_kept_beside_it() throws IOException {
        Map<String, String> old = tree();
        change();
        Map<String, String> changed = tree();
        ServerRestore.Result result = restore(false);

        Map<String, String> now = tree();
        old.forEach((path, content) -> assertThat(now).containsEntry(path, content));
        assertThat(now).doesNotContainKeys("standalone/configuration/new.properties",
                "standalone/deployments/newer-domibus.war", "standalone/deployments/newer-domibus.war.deployed",
                "standalone/deployments/scanned.war.undeployed");
        assertThat(now).containsKeys("standalone/deployments/domibus-backup.ear", "standalone/deployments/README.txt",
                "standalone/configuration/standalone_xml_history/x.xml", "standalone/data/activemq/journal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                server.configuration().resolve("mgmt-users.properties")))).isEqualTo("rw-------");
        // nothing of what was there is gone
        List<String> contents = new ArrayList<>(now.values());
        changed.values().forEach(content -> assertThat(contents).contains(content));
        assertThat(result.kept()).allSatisfy(kept -> assertThat(kept.getFileName().toString())
                .matches("(configuration|bin|modules|deployments|log|domibus-log)\\.old-\\d{8}T\\d{6}Z"));
        assertThat(result.kept()).hasSize(6).allSatisfy(kept -> assertThat(kept).isDirectory());
        assertThat(Files.readString(domibusLog.resolve("domibus.log"))).isEqualTo("old log of Domibus");
        assertThat(Files.readAllLines(result.arguments())).containsExactly("-Xmx1g",
                "-Ddomibus.config.location=/etc/domibus");
        assertThat(Files.getPosixFilePermissions(result.arguments())).hasSize(2);
        assertThat(result.settings()).contains("standalone-full.xml");
        assertThat(server.base().resolve(".domibus-backup-restore")).doesNotExist();
        assertThat(server.base().resolve("domibus-backup-restore.json")).doesNotExist();
    }

    @Test
    void a_rehearsal_counts_what_the_restore_then_does_and_changes_nothing() throws IOException {
        change();
        Map<String, String> before = tree();
        ServerRestore.Result rehearsal = restore(true);
        assertThat(tree()).isEqualTo(before);
        ServerRestore.Result restore = restore(false);
        assertThat(restore).usingRecursiveComparison().ignoringFields("kept", "arguments").isEqualTo(rehearsal);
        assertThat(rehearsal.replaced()).isEqualTo(7);
        assertThat(rehearsal.movedAway()).isEqualTo(4);
        assertThat(rehearsal.added()).isEqualTo(1);
    }

    @Test
    void killed_in_the_middle_and_repeated_it_ends_with_the_same_and_one_folder_of_what_was_there() throws IOException {
        Map<String, String> old = tree();
        change();
        assertThatThrownBy(() -> new ServerRestore(server, set).run(false, true, bytes -> { }, () -> {
            throw new IllegalStateException("killed");
        })).hasMessage("killed");
        // and once more, when the first of its files was between its two places
        RestoreJournal journal = new RestoreJournal(server.base());
        journal.begin(new RestoreJournal.Begun(set.id().value(), "20261122T111111Z"));
        Files.createDirectories(server.base().resolve("configuration.old-20261122T111111Z"));
        Files.move(server.configuration().resolve("mgmt-users.properties"),
                server.base().resolve("configuration.old-20261122T111111Z/mgmt-users.properties"));

        ServerRestore.Result result = restore(false);
        assertThat(result.kept()).allSatisfy(kept -> assertThat(kept.toString()).endsWith(".old-20261122T111111Z"));
        Map<String, String> now = tree();
        old.forEach((path, content) -> assertThat(now).containsEntry(path, content));
        assertThat(server.base().resolve("configuration.old-20261122T111111Z/mgmt-users.properties"))
                .hasContent("new users");
    }

    @Test
    void another_set_does_not_go_on_where_one_was_begun() throws IOException {
        new RestoreJournal(server.base()).begin(new RestoreJournal.Begun("20200101T000000000Z", "20200101T000000Z"));
        Map<String, String> before = tree();
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("DB-OFFLINE-049");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void a_changed_archive_is_refused_before_anything_moves() throws IOException {
        change();
        Map<String, String> before = tree();
        Path archive = set.folder().resolve("server/deployments.tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("DB-SET-010");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void a_server_of_another_version_is_refused() throws IOException {
        Path product = Files.createDirectories(server.home()
                .resolve("modules/system/layers/base/org/jboss/as/product/main"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("JBoss-Product-Release-Version", "40.0.0.Final");
        new JarOutputStream(Files.newOutputStream(product.resolve("product.jar")), manifest).close();
        assertThatThrownBy(() -> restore(true)).hasMessageContaining("DB-OFFLINE-050")
                .hasMessageContaining("39.0.1.Final").hasMessageContaining("40.0.0.Final");
    }

    @Test
    void a_configuration_that_is_a_link_stays_one_and_a_link_below_it_is_not_followed() throws IOException {
        Path elsewhere = folder.resolve("etc-wildfly");
        Files.move(server.configuration(), elsewhere);
        Files.createSymbolicLink(server.configuration(), elsewhere);
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path module = server.home().resolve("modules/org/db/main");
        Files.move(module, folder.resolve("moved"));
        Files.createSymbolicLink(module, outside);
        restore(false);
        assertThat(server.configuration()).isSymbolicLink();
        assertThat(elsewhere.resolve("mgmt-users.properties")).hasContent("old users");
        assertThat(outside).isEmptyDirectory();
        assertThat(module.resolve("driver.jar")).hasContent("old driver");
    }

    private ServerRestore.Result restore(boolean rehearsal) {
        return new ServerRestore(server, set).run(rehearsal, true, bytes -> { }, () -> { });
    }

    /** As after an upgrade. */
    private void change() throws IOException {
        write("bin/standalone.conf", "new options");
        write("modules/org/db/main/module.xml", "new module");
        write("modules/org/db/main/driver-2.jar", "new driver");
        write("standalone/configuration/mgmt-users.properties", "new users");
        write("standalone/configuration/standalone-full.xml", "new settings");
        write("standalone/configuration/new.properties", "new file");
        write("standalone/configuration/standalone_xml_history/x.xml", "history");
        Files.delete(server.data().resolve("content/bb/content"));
        write("standalone/data/activemq/journal", "messages");
        write("standalone/deployments/scanned.war", "new scanned");
        write("standalone/deployments/scanned.war.undeployed", "marker");
        write("standalone/deployments/newer-domibus.war", "newer");
        write("standalone/deployments/newer-domibus.war.deployed", "marker too");
        write("standalone/deployments/domibus-backup.ear", "ours");
        write("standalone/deployments/README.txt", "readme");
        write("standalone/log/server.log", "new log");
        Files.writeString(domibusLog.resolve("domibus.log"), "new log of Domibus");
    }

    private void write(String path, String content) throws IOException {
        Path file = server.home().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path path = file.startsWith(server.home()) ? server.home().relativize(file) : file;
                if (!file.startsWith(folder.resolve("repository"))) {
                    tree.put(path.toString(), Files.readString(file));
                }
            }
        }
        return tree;
    }
}
