package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainsTest {

    @TempDir
    Path root;

    @Test
    void without_a_general_schema_there_is_one_domain_even_if_there_are_folders() {
        Tree tree = Tree.in(root).properties("domains/default/default-domibus.properties", "default.x=1")
                .properties("domains/domain_name/domain_name-domibus.properties", "domain_name.x=1");
        Installation installation = tree.read();
        assertThat(installation.domains().multiTenant()).isFalse();
        assertThat(installation.domains().all()).extracting(Domain::code).containsExactly("default");
        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void a_blank_general_schema_means_no_tenants() {
        Tree tree = Tree.in(root).properties("domibus.properties", "domibus.database.general.schema=  ");
        assertThat(tree.read().domains().multiTenant()).isFalse();
    }

    @Test
    void every_folder_is_a_domain_also_one_that_is_disabled_or_broken() {
        Tree tree = Tree.in(root).multiTenant("red", "blue");
        tree.folder("conf/domibus/domains/green");
        tree.folder("conf/domibus/domains/Not-A-Code");
        tree.folder("conf/domibus/domains/backups");
        tree.properties("domains/super-domibus.properties", "super.domibus.x=1");
        Installation installation = tree.read();
        assertThat(installation.domains().all()).extracting(Domain::code).containsExactly("blue", "green", "red");
        assertThat(installation.warnings()).extracting("code").containsExactly("DB-DOM-010", "DB-DOM-011");
        assertThat(installation.problems()).extracting("code").containsExactly("DB-DOM-017");
    }

    @Test
    void a_schema_without_a_folder_is_not_forgotten() {
        Tree tree = Tree.in(root).multiTenant("red").properties("domains/super-domibus.properties",
                "super.domibus.database.schema=x\nold.domibus.database.schema=schema_old");
        assertThat(tree.read().databases().schemas()).extracting(DatabaseSchema::name)
                .containsExactly("general", "schema_old", "schema_red");
    }

    @Test
    void domibus_4_has_domains_by_file_and_always_the_default_one() {
        Tree tree = Tree.in(root);
        tree.war.put("WEB-INF/lib/domibus-MSH-5.1.1.jar", Tree.jar(Map.of()));
        tree.war.put("WEB-INF/classes/config/application.properties",
                "Artifact-Version=4.2.3\nBuild-Time=2020-01-01".getBytes(StandardCharsets.UTF_8));
        tree.properties("domibus.properties", "domibus.database.general.schema=general")
                .properties("super-domibus.properties", "super.x=1")
                .properties("default-domibus.properties", "default.domibus.database.schema=d")
                .properties("red-domibus.properties", "red.domibus.database.schema=r");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.domains().all()).extracting(Domain::code).containsExactly("default", "red");
        assertThat(installation.databases().schemas()).extracting(DatabaseSchema::name)
                .containsExactly("general", "d", "r");
        assertThat(installation.version().orElseThrow().buildTime()).contains("2020-01-01");
    }
}
