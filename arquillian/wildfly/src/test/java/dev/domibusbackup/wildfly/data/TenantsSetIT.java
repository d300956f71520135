package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.site.Site;

/** A set of a Domibus with tenants. */
class TenantsSetIT {

    @TempDir
    private static Path folder;
    private static Site site;
    private static SealedSet set;

    @BeforeAll
    static void takeOneBackup() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.multiTenant(true).payloadFiles(5).rows(7))
                .start();
        site.otherApplication().send("java:/jms/red.domibus.backend.jms.outQueue", 6, "domain=red");
        set = new Backups(site).take("{}");
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void the_set_is_whole() {
        set.assertWhole();
    }

    @Test
    void the_schemas_of_all_tenants_and_the_general_one_are_dumped() {
        assertThat(site.installation().schemas()).hasSize(3).allSatisfy(schema -> {
            assertThat(set.artifacts()).contains("databases/" + schema + ".sql.gz");
            assertThat(SetContentIT.rows(set.database(schema))).isEqualTo(new Facts(site).rows(schema));
        });
        assertThat(set.database("domibus_red").path("domain").asText()).isEqualTo("red");
        assertThat(set.dumpHas("databases/domibus_general.sql.gz", "TB_USER_DOMAIN")).isTrue();
        assertThat(set.dumpHas("databases/domibus_red.sql.gz", "seed-1@red.domibus.eu")).isTrue();
    }

    @Test
    void the_queues_of_a_tenant_are_in_the_set() {
        JsonNode queue = set.queue("red.DomibusBusinessMessageOutQueue");
        assertThat(queue.path("taken").asLong()).isEqualTo(6)
                .isEqualTo(site.server().queues().count("red.DomibusBusinessMessageOutQueue"))
                .isEqualTo(set.messages(queue.path("artifact").asText()));
    }

    @Test
    void the_folders_of_each_tenant_are_in_the_set() {
        for (DomibusDomain domain : site.installation().domains()) {
            for (Path store : List.of(domain.payloads(), domain.eArchive(), domain.temporary(),
                    domain.fileSystemMessages())) {
                assertThat(set.folder(store).path("domain").asText()).isEqualTo(domain.code());
                SetContentIT.assertFiles(set.folder(store), Facts.files(store));
            }
        }
    }

    @Test
    void the_properties_of_each_tenant_are_in_the_set() {
        assertThat(set.names("configuration.tar.gz")).anyMatch(name -> name.endsWith("red-domibus.properties"));
        assertThat(set.names("plugins.tar.gz")).anyMatch(name -> name.endsWith("red-jms-plugin.properties"));
    }
}
