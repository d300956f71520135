package dev.domibusbackup.wildfly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * What {@code server-configs/wildfly/prepare.sh} makes of a server. One server for all: the tests before its first
 * start come first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreparationIT {

    @TempDir
    private static Path folder;
    private static WildFlyServer server;

    @BeforeAll
    static void makeServer() {
        server = WildFlyServer.create(folder.resolve("wildfly"));
        server.home().addUser("olga", "of-the-night-1", "backup-operator");
        server.home().addUser("victor", "of-the-day-2", "backup-viewer");
    }

    @AfterAll
    static void destroyServer() {
        server.destroy();
    }

    @Test
    @Order(1)
    void a_second_preparation_changes_nothing() throws IOException {
        String asShipped = Files.readString(server.home().settings());
        assertThat(server.home().prepare()).contains("added: data source DomibusBackupDS");

        String prepared = Files.readString(server.home().settings());
        assertThat(prepared).isNotEqualTo(asShipped);
        assertThat(server.home().prepare()).contains("kept: data source DomibusBackupDS").doesNotContain("added:");
        assertThat(Files.readString(server.home().settings())).isEqualTo(prepared);
    }

    @Test
    @Order(2)
    void the_folder_of_the_catalogue_is_open_to_its_owner_alone() throws IOException {
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(server.dataDir().resolve("domibus-backup")))).isEqualTo("rwx------");
    }

    @Test
    @Order(3)
    void a_server_without_messaging_is_refused_and_not_changed() throws IOException {
        Path settings = server.home().configuration().resolve("standalone.xml");
        String before = Files.readString(settings);
        assertThatThrownBy(() -> server.home().prepare("--server-config", "standalone.xml"))
                .hasMessageContaining("code 3")
                .hasMessageContaining("HINT:");
        assertThat(Files.readString(settings)).isEqualTo(before);
    }

    @Test
    @Order(4)
    void the_data_source_the_job_repository_and_the_connection_factory_are_there_after_the_start() {
        server.start();
        Management management = server.management();
        assertThat(management.bootErrors().asList()).isEmpty();
        assertThat(management.exists(Management.address("subsystem", "batch-jberet",
                "jdbc-job-repository", "domibus-backup"))).isTrue();
        assertThat(management.exists(Management.address("subsystem", "messaging-activemq", "server", "default",
                "pooled-connection-factory", "domibus-backup"))).isTrue();
        assertThat(connectionWorks()).isTrue();
        assertThat(management.attribute(Management.address("subsystem", "batch-jberet"), "default-job-repository")
                .asString()).as("the default of the server is left alone").isEqualTo("in-memory");
    }

    @Test
    @Order(5)
    void the_transactions_node_identifier_is_no_longer_that_of_every_wildfly() {
        assertThat(server.management().attribute(Management.address("subsystem", "transactions"), "node-identifier")
                .asString()).isNotEqualTo("1").hasSizeLessThanOrEqualTo(23);
    }

    @Test
    @Order(6)
    void a_running_server_is_changed_only_when_told_to_be_online() throws IOException {
        String before = Files.readString(server.home().settings());
        assertThatThrownBy(server.home()::prepare).hasMessageContaining("a server is running");
        assertThat(server.home().prepare("--online", "127.0.0.1:" + server.managementPort()))
                .contains("kept: job repository domibus-backup").doesNotContain("added:");
        assertThat(Files.readString(server.home().settings())).isEqualTo(before);
    }

    @Test
    @Order(7)
    void a_killed_server_starts_again_and_its_data_source_with_it() {
        long killed = server.pid();
        server.kill();
        assertThat(ProcessHandle.of(killed)).isEmpty();
        server.startAgain();
        assertThat(server.pid()).isNotEqualTo(killed);
        assertThat(connectionWorks()).isTrue();
    }

    @Test
    @Order(8)
    void the_role_of_a_user_decides_who_is_let_in_however_the_application_was_deployed() throws Exception {
        Path war = folder.resolve("guarded.war");
        GuardedPage.write(war, "backup-operator");
        server.deploy(war);
        assertThat(status("olga", "of-the-night-1")).isEqualTo(200);
        assertThat(status("victor", "of-the-day-2")).isEqualTo(403);
        assertThat(status("olga", "wrong")).isEqualTo(401);

        server.undeploy("guarded.war");
        assertThat(status("olga", "of-the-night-1")).isEqualTo(404);

        server.deployByScanner(war);
        assertThat(status("olga", "of-the-night-1")).isEqualTo(200);
        assertThat(server.cli("/deployment=guarded.war:read-attribute(name=persistent)")).contains("false");
    }

    @Test
    @Order(9)
    void a_queue_can_be_added_paused_and_resumed() {
        Queues queues = server.queues();
        queues.add("parcels", "java:/jms/queue/parcels");
        assertThat(queues.names()).contains("parcels");
        queues.pause("parcels");
        assertThat(queues.isPaused("parcels")).isTrue();
        queues.resume("parcels");
        assertThat(queues.isPaused("parcels")).isFalse();
        assertThat(queues.count("parcels")).isZero();
        assertThat(queues.list("parcels")).isEmpty();
    }

    private static int status(String user, String password) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(server.uri("/guarded" + GuardedPage.PATH))
                        .header("Authorization", "Basic " + credentials).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static boolean connectionWorks() {
        ModelNode operation = Operations.createOperation("test-connection-in-pool",
                Management.address("subsystem", "datasources", "xa-data-source", "DomibusBackupDS"));
        return server.management(operation).get(0).asBoolean();
    }
}
