package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFilesTest {

    @TempDir
    Path root;

    @Test
    void what_properties_name_outside_the_configuration_folder_is_found() {
        Tree tree = Tree.in(root).properties("domibus.properties", """
                domibus.security.keystore.location=%1$s/pki/key.jks
                domibus.security.keystore.type=jks
                domibus.security.keystore.password=/looks/like/a/path
                domibus.security.truststore.location=${domibus.config.location}/keystores/trust.jks
                domibus.password.encryption.key.location=%1$s/keys
                domibus.cache.location=%1$s/cache
                domibus.attachment.storage.location=%1$s/payloads
                domibus.in.store.path=%1$s/payloads/x
                domibus.remote.location=https://example.org/x""".formatted(root));
        tree.file("pki/key.jks", "x");
        tree.folder("keys");
        tree.folder("payloads");
        tree.folder("cache");
        tree.systemProperties.put("javax.net.ssl.trustStore", tree.file("pki/java.jks", "x").toString());
        tree.systemProperties.put("java.library.path", tree.folder("lib").toString());
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.outside()).extracting(OutsideFile::path).containsExactlyInAnyOrder(
                root.resolve("pki/key.jks"), root.resolve("keys"), root.resolve("pki/java.jks"));
        assertThat(installation.outside()).extracting(OutsideFile::folder)
                .containsExactlyInAnyOrder(false, true, false);
    }

    @Test
    void stores_of_tls_settings_are_found_for_all_and_for_a_tenant() {
        Tree tree = Tree.in(root).multiTenant("red");
        String settings = """
                <http-conf:tlsClientParameters xmlns:http-conf="h" xmlns:sec="s" secureSocketProtocol="TLSv1.2">
                  <sec:trustManagers><sec:keyStore type="JKS" password="x" file="%s"/></sec:trustManagers>
                </http-conf:tlsClientParameters>""";
        tree.properties("clientauthentication.xml", settings.formatted("${pki}/all.jks"));
        tree.properties("domains/red/red_clientauthentication.xml", settings.formatted(root + "/pki/red.jks"));
        tree.properties("domibus.properties", "pki=" + root + "/pki");
        tree.file("pki/all.jks", "x");
        Installation installation = tree.read();
        assertThat(installation.outside()).extracting(file -> file.path().getFileName().toString())
                .containsExactly("all.jks", "red.jks");
        assertThat(installation.outside()).extracting(OutsideFile::present).containsExactly(true, false);
        assertThat(installation.warnings()).extracting("code").containsExactly("DB-DOM-029");
    }

    @Test
    void tls_settings_that_are_no_xml_are_a_problem() {
        Tree tree = Tree.in(root).properties("clientauthentication.xml", "<open>");
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-027");
    }

    @Test
    void targets_of_symbolic_links_are_found_unless_they_are_inside() throws IOException {
        Tree tree = Tree.in(root);
        Path outside = tree.file("pki/real.jks", "x");
        Path inside = tree.file("conf/domibus/keystores/inside.jks", "x");
        Files.createSymbolicLink(tree.conf.resolve("keystores/link.jks"), outside);
        Files.createSymbolicLink(tree.conf.resolve("keystores/relative.jks"), Path.of("inside.jks"));
        Files.createSymbolicLink(tree.conf.resolve("policies"), tree.folder("shared/policies"));
        Installation installation = tree.read();
        assertThat(installation.outside()).extracting(OutsideFile::real)
                .containsExactlyInAnyOrder(outside.toRealPath(), root.resolve("shared/policies").toRealPath());
        assertThat(inside).exists();
    }

    @Test
    void a_file_reached_through_a_link_to_the_configuration_folder_is_not_outside() throws IOException {
        Tree tree = Tree.in(root);
        tree.file("conf/domibus/keystores/key.jks", "x");
        Files.createSymbolicLink(root.resolve("alias"), tree.conf);
        tree.systemProperties.put("domibus.config.location", root.resolve("alias").toString());
        tree.properties("domibus.properties", "domibus.security.keystore.location=" + tree.conf + "/keystores/key.jks\n"
                + "domibus.security.truststore.location=${domibus.config.location}/keystores/missing.jks");
        assertThat(tree.read().outside()).isEmpty();
    }

    @Test
    void a_folder_that_holds_the_configuration_is_left_out_with_a_warning() {
        Tree tree = Tree.in(root).properties("domibus.properties", "domibus.something.path=" + root);
        Installation installation = tree.read();
        assertThat(installation.outside()).isEmpty();
        assertThat(installation.warnings()).extracting("code").containsExactly("DB-DOM-030");
    }
}
