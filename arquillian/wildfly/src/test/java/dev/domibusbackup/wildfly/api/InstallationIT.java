package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** What {@code GET /installation} tells of a single-tenant Domibus, whole and with something broken. */
class InstallationIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final String DLQ = "jms.queue.DomibusDLQ";
    private static final String OTHERS = "jms.queue.OtherApplicationQueue";

    private static Site site;

    @BeforeAll
    static void takeSite() {
        site = SHARED.site();
    }

    private static JsonNode look() {
        ApiAnswer answer = site.api().get("/installation");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Leaks.none(site, answer);
        return answer.json();
    }

    @Test
    void the_server_and_the_deployment_are_described() {
        JsonNode found = look();
        assertThat(found.path("server").path("kind").asText()).isEqualTo("wildfly");
        assertThat(found.path("server").path("version").asText()).isEqualTo(BuildOutput.wildflyVersion());
        assertThat(found.path("server").path("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(found.path("deployment").path("name").asText()).isEqualTo(Site.DOMIBUS);
        assertThat(found.path("deployment").path("how").asText()).isEqualTo("MANAGED");
        assertThat(found.path("state").asText()).isEqualTo("running");
        assertThat(found.path("repository").asText()).isEqualTo(site.repository().toString());
    }

    @Test
    void domibus_is_described_from_its_own_files_and_nothing_is_wrong() {
        JsonNode domibus = look().path("domibus");
        assertThat(domibus.path("version").asText()).isEqualTo("5.1.1");
        assertThat(domibus.path("configuration").asText()).isEqualTo(site.installation().configuration().toString());
        assertThat(domibus.path("configurationNamedBy").asText()).contains("domibus.config.location");
        assertThat(domibus.path("multiTenant").asBoolean(true)).isFalse();
        assertThat(Path.of(domibus.path("war").asText())).isRegularFile();
        assertThat(domibus.path("logs").findValuesAsText("folder"))
                .contains(site.installation().logs().toString(), site.server().home().log().getParent().toString());
        assertThat(domibus.path("outside").findValuesAsText("path"))
                .containsExactly(site.installation().outsideKeystore().toString());
        assertThat(domibus.path("problems")).as(domibus.path("problems").toPrettyString()).isEmpty();
    }

    @Test
    void the_database_is_described_without_its_password() {
        JsonNode database = look().path("domibus").path("database");
        assertThat(database.path("port").asInt()).isEqualTo(site.database().port());
        assertThat(database.path("user").asText()).isEqualTo(site.installation().account());
        assertThat(database.path("passwordKnown").asBoolean()).isTrue();
        assertThat(database.path("schemas").findValuesAsText("name")).isEqualTo(site.installation().schemas());
    }

    @Test
    void passwords_among_properties_and_startup_arguments_are_left_out() {
        JsonNode domibus = look().path("domibus");
        assertThat(domibus.path("startupArguments").toString()).contains("-Dexample.password=")
                .contains("-Xmx768m").doesNotContain(SharedSite.SECRET_ARGUMENT);
        assertThat(domibus.path("properties").findValuesAsText("name"))
                .contains("domibus.security.keystore.password", "domibus.security.truststore.password");
    }

    @Test
    void queues_are_counted_and_those_of_plugins_and_rules_are_owned_but_not_another_applications() {
        site.server().queues().clear("DomibusDLQ");
        site.otherApplication().send("java:/jms/domibus.DLQ", 7);
        site.otherApplication().send("java:/jms/domibus.DLQ", 2, "delayMillis=3600000");
        assertThat(queue(look(), OTHERS).isMissingNode()).as("empty, and nobody's business").isTrue();
        site.otherApplication().send("java:/jms/OtherApplicationQueue", 3);
        try {
            JsonNode found = look();
            assertThat(queue(found, DLQ).path("ready").asLong()).isEqualTo(7);
            assertThat(queue(found, DLQ).path("scheduled").asLong()).isEqualTo(2);
            assertThat(queue(found, DLQ).path("owned").asBoolean()).isTrue();
            assertThat(queue(found, OTHERS).path("ready").asLong()).isEqualTo(3);
            assertThat(queue(found, OTHERS).path("owned").asBoolean(true)).isFalse();
            for (String owned : List.of("DomibusBusinessMessageInQueue", "DomibusFSPluginSendQueue",
                    "DomibusWSPluginSendQueue", "DomibusRule1OutQueue", "DomibusSendMessageQueue")) {
                assertThat(queue(found, "jms.queue." + owned).path("owned").asBoolean()).as(owned).isTrue();
            }
            JsonNode rule = named(found.path("domibus").path("queues"), "DomibusRule1OutQueue");
            assertThat(rule.path("origins").toString()).contains("jmsplugin.queue.out.routing.rule1.queue");
        } finally {
            site.server().queues().clear("OtherApplicationQueue");
            site.server().queues().clear("DomibusDLQ");
        }
    }

    @Test
    void messages_that_another_application_holds_are_told_as_in_delivery() {
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 1);
        site.otherApplication().hold("java:/jms/domibus.backend.jms.outQueue");
        try {
            JsonNode found = look();
            assertThat(queue(found, "jms.queue.DomibusBusinessMessageOutQueue").path("delivering").asLong())
                    .isPositive();
            assertThat(queue(found, "jms.queue.DomibusBusinessMessageOutQueue").path("consumers").asInt())
                    .isEqualTo(1);
        } finally {
            site.otherApplication().letGo();
        }
    }

    @Test
    void folders_of_messages_are_measured() throws IOException {
        JsonNode found = look();
        DomibusDomain domain = site.installation().domains().get(0);
        for (Path folder : List.of(domain.payloads(), domain.temporary(), domain.eArchive(),
                domain.fileSystemMessages())) {
            JsonNode size = null;
            for (JsonNode one : found.path("sizes")) {
                size = one.path("folder").asText().equals(folder.toString()) ? one : size;
            }
            assertThat(size).as(folder + " in " + found.path("sizes")).isNotNull();
            assertThat(size.path("files").asLong()).isPositive();
            assertThat(size.path("bytes").asLong()).isPositive();
        }
    }

    @Test
    void a_lost_key_of_encrypted_properties_is_a_problem_with_a_hint() throws IOException {
        Path key = site.installation().configuration().resolve("internal/encrypt/encrypted.key");
        Path away = Files.move(key, site.folder().resolve("encrypted.key"));
        try {
            JsonNode problem = problem("DB-DOM-006");
            assertThat(problem.path("fact").asText()).contains("domibus.security.keystore.password", key.toString());
        } finally {
            Files.move(away, key);
        }
        assertThat(look().path("domibus").path("problems")).isEmpty();
    }

    @Test
    void a_placeholder_that_nothing_defines_is_a_problem_with_a_hint() throws IOException {
        Path file = site.installation().configuration().resolve("domibus.properties");
        byte[] before = Files.readAllBytes(file);
        try {
            Files.writeString(file, "domibus.attachment.storage.location=${nowhere.location}/payloads\n",
                    StandardOpenOption.APPEND);
            JsonNode problem = problem("DB-DOM-004");
            assertThat(problem.path("fact").asText()).contains("domibus.attachment.storage.location",
                    "nowhere.location");
            assertThat(problem.path("hint").asText()).contains("nowhere.location");
        } finally {
            Files.write(file, before);
        }
    }

    @Test
    void the_spelling_of_the_guide_for_the_configuration_folder_is_accepted() {
        String folder = site.installation().configuration().toString();
        SHARED.systemProperty("domibus.conf.location", folder);
        // one of the command line goes when the server's own of the same name goes
        SHARED.systemProperty("domibus.config.location", folder);
        SHARED.systemProperty("domibus.config.location", null);
        try {
            JsonNode domibus = look().path("domibus");
            assertThat(domibus.path("configuration").asText()).isEqualTo(folder);
            assertThat(domibus.path("configurationNamedBy").asText()).contains("domibus.conf.location");
            assertThat(domibus.path("problems")).isEmpty();
        } finally {
            SHARED.systemProperty("domibus.config.location", folder);
            SHARED.systemProperty("domibus.conf.location", null);
        }
        assertThat(look().path("domibus").path("configurationNamedBy").asText()).contains("domibus.config.location");
    }

    private static JsonNode problem(String code) {
        JsonNode problems = look().path("domibus").path("problems");
        for (JsonNode problem : problems) {
            if (problem.path("code").asText().equals(code)) {
                assertThat(problem.path("hint").asText()).isNotBlank();
                return problem;
            }
        }
        throw new AssertionError("no " + code + " in " + problems.toPrettyString());
    }

    private static JsonNode queue(JsonNode found, String name) {
        return named(found.path("queues"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }
}
