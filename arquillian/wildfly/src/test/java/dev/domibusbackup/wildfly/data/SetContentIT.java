package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.site.Site;

/** A set of a Domibus with one domain. */
class SetContentIT {

    @TempDir
    private static Path folder;
    private static Site site;
    private static SealedSet set;

    @BeforeAll
    static void takeOneBackup() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50)).start();
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 10, "prefix=out");
        site.otherApplication().send("java:/jms/domibus.backend.jms.rule1.outQueue", 4, "prefix=rule");
        site.otherApplication().send("java:/jms/domibus.DLQ", 3, "prefix=dead");
        set = new Backups(site).take("{\"label\":\"content\"}");
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void the_set_is_whole_private_and_proven_by_sha256sum() {
        set.assertWhole();
        assertThat(set.manifest().path("components")).hasSize(7);
        assertThat(site.repository().resolve(set.folder().getFileName() + ".partial")).doesNotExist();
        assertThat(site.domibus().answers()).isTrue();
    }

    @Test
    void every_component_has_its_artifacts() {
        assertThat(set.artifacts()).contains("databases/domibus.sql.gz", "configuration.tar.gz",
                "configuration-outside.tar.gz", "plugins.tar.gz", "payloads/default-payload.tar.gz",
                "payloads/default-payload.delta.tar.gz", "payloads/default-payload.listing.gz",
                "payloads/default-fs-plugin.tar.gz", "server/settings.tar.gz", "server/logs.tar.gz",
                "server/startup-arguments.txt", "server/deployments.tar.gz", "application/" + Site.DOMIBUS);
        assertThat(set.artifacts()).filteredOn(name -> name.startsWith("payloads/"))
                .anyMatch(name -> name.contains("earchive")).anyMatch(name -> name.contains("temp"));
    }

    @Test
    void queues_have_what_the_broker_has_plugin_and_rule_queues_among_them() {
        for (String queue : List.of("DomibusBusinessMessageOutQueue", "DomibusRule1OutQueue", "DomibusDLQ")) {
            JsonNode entry = set.queue(queue);
            assertThat(entry.path("taken").asLong()).as(queue).isPositive()
                    .isEqualTo(site.server().queues().count(queue))
                    .isEqualTo(set.messages(entry.path("artifact").asText()));
        }
        assertThat(set.queue("DomibusRule1OutQueue").path("name").asText()).contains("Rule1");
        assertThat(Backups.stream(set.manifest().path("queues")).map(queue -> queue.path("resource").asText()))
                .containsAll(site.server().queues().names().stream()
                        .filter(name -> name.startsWith("Domibus")).toList());
    }

    @Test
    void rows_are_those_of_the_database_table_by_table() {
        assertThat(rows(set.database("domibus"))).isEqualTo(new Facts(site).rows("domibus"));
        assertThat(set.database("domibus").path("objects").toString()).contains("view", "trigger", "event");
    }

    @Test
    void folders_have_the_files_and_bytes_of_the_file_system() {
        DomibusDomain domain = site.installation().domain("default");
        for (Path store : List.of(domain.payloads(), domain.eArchive(), domain.temporary(),
                domain.fileSystemMessages())) {
            assertFiles(set.folder(store), Facts.files(store));
        }
        Path configuration = site.installation().configuration();
        JsonNode entry = Backups.stream(set.manifest().path("folders"))
                .filter(one -> one.path("kind").asText().equals("configuration")).findFirst().orElseThrow();
        assertFiles(entry, Facts.files(configuration, "plugins", "extensions", "work"));
        assertThat(set.names("configuration.tar.gz")).anyMatch(name -> name.endsWith("domibus.properties"))
                .noneMatch(name -> name.contains("plugins/"));
        assertThat(set.names("plugins.tar.gz")).anyMatch(name -> name.endsWith("plugins/config/fs-plugin.properties"))
                .anyMatch(name -> name.endsWith("extensions/config/iam-extension.properties"))
                .noneMatch(name -> name.contains("domibus.properties"));
    }

    @Test
    void a_key_store_outside_the_configuration_folder_is_in_the_set_and_nothing_else_from_there() {
        assertThat(set.names("configuration-outside.tar.gz")).filteredOn(name -> !name.endsWith("/"))
                .containsExactly("." + site.installation().outsideKeystore());
    }

    @Test
    void the_place_of_every_artifact_is_told_in_the_instructions() {
        assertThat(set.artifacts()).filteredOn(name -> !name.startsWith("messages/"))
                .allSatisfy(name -> assertThat(set.instructions()).contains(name));
    }

    @Test
    void the_commands_that_bring_the_database_back_have_its_real_names() {
        String schema = site.installation().schemas().get(0);
        assertThat(set.instructions()).contains("DROP DATABASE IF EXISTS `" + schema + "`; CREATE DATABASE `" + schema
                + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_");
    }

    @Test
    void components_that_were_left_out_by_name_are_not_in_the_set() {
        SealedSet some = new Backups(site).take("{\"without\":[\"messages\",\"databases\",\"server\",\"payloads\"]}");
        some.assertWhole();
        assertThat(some.artifacts()).containsExactlyInAnyOrder("configuration.tar.gz", "configuration-outside.tar.gz",
                "plugins.tar.gz", "application/" + Site.DOMIBUS);
        assertThat(some.manifest().path("queues")).isEmpty();
        assertThat(some.manifest().path("databases")).isEmpty();
    }

    @Test
    void only_the_components_that_were_named_are_in_the_set() {
        SealedSet one = new Backups(site).take("{\"components\":[\"databases\"]}");
        one.assertWhole();
        assertThat(one.artifacts()).containsExactly("databases/domibus.sql.gz");
        assertThat(one.manifest().path("components")).hasSize(1);
    }

    static Map<String, Long> rows(JsonNode database) {
        Map<String, Long> rows = new TreeMap<>();
        database.path("rows").fields().forEachRemaining(table -> rows.put(table.getKey(), table.getValue().asLong()));
        return rows;
    }

    static void assertFiles(JsonNode entry, List<Path> files) {
        assertThat(files).isNotEmpty();
        assertThat(entry.path("files").asLong()).as(entry.path("path").asText()).isEqualTo(files.size());
        assertThat(entry.path("bytes").asLong()).as(entry.path("path").asText()).isEqualTo(Facts.bytes(files));
    }
}
