package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomibusStoresTest {

    @TempDir
    Path root;

    @Test
    void all_kinds_of_stores_are_found() {
        Tree tree = Tree.in(root).properties("domibus.properties", """
                domibus.attachment.storage.location=%1$s/payloads
                domibus.attachment.temp.storage.location=%1$s/temporary
                domibus.earchive.storage.location=file://%1$s/with%%20blank
                fsplugin.messages.location=file:%1$s/fs""".formatted(root));
        tree.folder("payloads");
        tree.folder("with blank");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.stores()).extracting(Store::kind).containsExactly(StoreKind.values());
        assertThat(installation.stores()).extracting(Store::configured).containsExactly(root.resolve("payloads"),
                root.resolve("temporary"), root.resolve("with blank"), root.resolve("fs"));
        assertThat(installation.stores()).extracting(Store::present).containsExactly(true, false, true, false);
    }

    @Test
    void each_tenant_has_its_own_without_a_fallback() {
        Tree tree = Tree.in(root).multiTenant("red", "blue")
                .properties("domibus.properties", "domibus.attachment.storage.location=" + root + "/absent")
                .properties("domains/red/red-domibus.properties",
                        "red.domibus.attachment.storage.location=" + root + "/red");
        assertThat(tree.read().stores()).extracting(Store::domain).containsExactly(Optional.of("red"));
        tree.folder("absent");
        assertThat(tree.read().stores()).extracting(Store::domain)
                .containsExactly(Optional.of("red"), Optional.empty());
    }

    @Test
    void a_symbolic_link_is_followed_and_remembered() throws IOException {
        Tree tree = Tree.in(root).properties("domibus.properties",
                "domibus.attachment.storage.location=" + root + "/link");
        Files.createSymbolicLink(root.resolve("link"), tree.folder("real"));
        Store store = tree.read().stores().get(0);
        assertThat(store.configured()).isEqualTo(root.resolve("link"));
        assertThat(store.folder()).isEqualTo(root.resolve("real").toRealPath());
        assertThat(store.present()).isTrue();
    }

    @Test
    void a_link_that_leads_nowhere_is_an_absent_store() throws IOException {
        Tree tree = Tree.in(root).properties("domibus.properties",
                "domibus.attachment.storage.location=" + root + "/a");
        Files.createSymbolicLink(root.resolve("a"), root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b"), root.resolve("a"));
        assertThat(tree.read().stores().get(0).present()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "smb://user:s3cret/x@host/share | DB-DOM-023",
        "sftp://host/x                  | DB-DOM-023",
        "ftp://host/x                   | DB-DOM-023",
        "relative/path                  | DB-DOM-024",
        "${nothing}/x                   | DB-DOM-004",
    })
    void what_cannot_be_copied_is_a_problem(String value, String code) {
        Tree tree = Tree.in(root).properties("domibus.properties", "fsplugin.messages.location=" + value);
        Installation installation = tree.read();
        assertThat(installation.problems()).extracting("code").containsExactly(code);
        assertThat(installation.problems().get(0).fact()).doesNotContain("s3cret");
        assertThat(installation.stores()).isEmpty();
    }

    @Test
    void payloads_in_the_temporary_folder_are_a_warning() {
        Tree tree = Tree.in(root);
        assertThat(tree.read().warnings()).isEmpty();
        tree.file("tmp/1234.payload", "x");
        assertThat(tree.read().warnings()).extracting("code").containsExactly("DB-DOM-026");
    }

    @Test
    void stores_that_share_files_are_a_warning_each_pair_once() {
        Tree tree = Tree.in(root).multiTenant("red", "blue")
                .properties("domains/red/red-domibus.properties",
                        "red.domibus.attachment.storage.location=" + root + "/p")
                .properties("domains/blue/blue-domibus.properties",
                        "blue.domibus.attachment.storage.location=" + root + "/p\n"
                                + "blue.fsplugin.messages.location=" + root + "/pp");
        assertThat(tree.read().warnings()).extracting("code").containsExactly("DB-DOM-034");
        tree.properties("domains/blue/blue-domibus.properties",
                "blue.domibus.attachment.storage.location=" + root + "/p/inner");
        assertThat(tree.read().warnings()).extracting("code").containsExactly("DB-DOM-034");
    }
}
