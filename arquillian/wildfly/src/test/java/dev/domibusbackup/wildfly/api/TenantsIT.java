package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** What {@code GET /installation} tells of a Domibus with tenants that was dropped into the scanner's folder. */
@Tag("full")
class TenantsIT {

    @TempDir
    private static Path folder;
    private static Site site;
    private static JsonNode found;

    @BeforeAll
    static void look() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.multiTenant(true)).startWithScanner();
        site.otherApplication().send("java:/jms/red.domibus.backend.jms.outQueue", 4, "domain=red");
        ApiAnswer answer = site.api().get("/installation");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Leaks.none(site, answer);
        found = answer.json();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void the_scanner_is_told_as_what_deployed_domibus() {
        assertThat(found.path("deployment").path("how").asText()).isEqualTo("SCANNER");
        assertThat(found.path("state").asText()).isEqualTo("running");
    }

    @Test
    void tenants_and_the_schemas_of_all_with_the_general_one_are_told() {
        JsonNode domibus = found.path("domibus");
        assertThat(domibus.path("multiTenant").asBoolean()).isTrue();
        assertThat(domibus.path("domains")).extracting(JsonNode::asText).containsExactlyInAnyOrder("default", "red");
        assertThat(domibus.path("database").path("schemas").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(site.installation().schemas());
        assertThat(domibus.path("problems")).as(domibus.path("problems").toPrettyString()).isEmpty();
    }

    @Test
    void queues_of_a_tenant_are_owned() {
        JsonNode queues = found.path("domibus").path("queues");
        assertThat(queues.toString()).contains("red.jmsplugin.queue.out");
        assertThat(found.path("queues")).anySatisfy(queue -> {
            assertThat(queue.path("ready").asLong()).isEqualTo(4);
            assertThat(queue.path("owned").asBoolean()).isTrue();
        });
    }

    @Test
    void folders_of_each_tenant_are_told_and_measured() {
        for (DomibusDomain domain : site.installation().domains()) {
            for (Path store : new Path[] {domain.payloads(), domain.eArchive(), domain.temporary(),
                domain.fileSystemMessages()}) {
                assertThat(found.path("sizes").findValuesAsText("folder")).contains(store.toString());
                assertThat(found.path("domibus").path("stores")).anySatisfy(told -> {
                    assertThat(told.path("folder").asText()).isEqualTo(store.toString());
                    assertThat(told.path("domain").asText()).isEqualTo(domain.code());
                });
            }
        }
    }
}
