package dev.domibusbackup.offline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.set.Json;

class WindowClosingTest {

    private static final String RECORD = """
            {"id":"w","purpose":"%s","job":"j","owner":{"host":"h","pid":1,"jvmStart":"2026-11-22T10:00:00Z"},
             "state":"HELD","hold":true,"domibus":{"name":"domibus-wildfly.war","runtimeName":"domibus.war",
             "how":"%s","contextRoot":"/domibus","archive":"%s"},"wasRunning":%s,"queues":[
             {"name":"jms.queue.A","pausedBefore":false},{"name":"jms.queue.B","pausedBefore":true}],
             "openedAt":"2026-11-22T10:15:00Z","cuts":[]%s}
            """;

    @TempDir
    Path folder;
    private ServerFolders server;
    private Path settings;

    @BeforeEach
    void make() throws IOException {
        server = StoppedServer.in(folder.resolve("wildfly"));
        settings = server.configuration().resolve("standalone-full.xml");
    }

    @Test
    void no_record_is_no_window() {
        assertThat(WindowRecord.of(server)).isEmpty();
    }

    @Test
    void a_deployment_of_the_model_is_enabled_and_nothing_else_of_the_settings_is_touched() throws IOException {
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));
        String before = Files.readString(settings);
        WindowRecord window = window("BACKUP", "MANAGED", "x", true, "");
        WindowClosing.Result result = new WindowClosing(server, window).run();

        String expected = before.replace("runtime-name=\"domibus.war\" enabled=\"false\"",
                "runtime-name=\"domibus.war\"");
        assertThat(expected).isNotEqualTo(before);
        assertThat(Files.readString(settings)).isEqualTo(expected);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings))).isEqualTo("rw-r-----");
        assertThat(result.enabled()).containsExactly(settings);
        assertThat(result.kept()).singleElement().satisfies(kept -> assertThat(kept).hasContent(before));
        assertThat(window.pausedQueues()).containsExactly("jms.queue.A");
        assertThat(new WindowClosing(server, window).run().enabled()).as("again").isEmpty();
    }

    @Test
    void the_record_tells_the_server_to_close_the_window_and_keeps_what_it_held() throws IOException {
        WindowRecord window = window("BACKUP", "MANAGED", "x", true, ",\"ofANewerVersion\":[1]");
        new WindowClosing(server, window).run();
        JsonNode record = Json.mapper().readTree(record().toFile());
        assertThat(record.path("state").asText()).isEqualTo("CLOSING");
        assertThat(record.path("hold").asBoolean()).isFalse();
        assertThat(record.path("queues")).hasSize(2);
        assertThat(record.path("ofANewerVersion")).hasSize(1);
    }

    @Test
    void one_that_had_been_stopped_before_stays_so() throws IOException {
        String before = Files.readString(settings);
        assertThat(new WindowClosing(server, window("BACKUP", "MANAGED", "x", false, "")).run().enabled()).isEmpty();
        assertThat(Files.readString(settings)).isEqualTo(before);
    }

    @Test
    void a_deployment_of_the_scanner_is_brought_back_by_its_marker() throws IOException {
        Path archive = Files.writeString(server.deployments().resolve(StoppedServer.DOMIBUS), "war");
        Path undeployed = Files.writeString(server.deployments().resolve(StoppedServer.DOMIBUS + ".undeployed"), "");
        new WindowClosing(server, window("BACKUP", "SCANNER", archive.toString(), true, "")).run();
        assertThat(undeployed).doesNotExist();
        assertThat(server.deployments().resolve(StoppedServer.DOMIBUS + ".dodeploy")).exists();
    }

    @Test
    void a_restore_that_has_changed_the_installation_keeps_its_window() throws IOException {
        String before = Files.readString(settings);
        WindowRecord window = window("RESTORE", "MANAGED", "x", true,
                ",\"changedAt\":\"2026-11-22T10:20:00Z\",\"safetySet\":\"20261122T101600000Z-safety\"");
        assertThatThrownBy(() -> new WindowClosing(server, window).run()).hasMessageContaining("DB-OFFLINE-046")
                .hasMessageContaining("job j").hasMessageContaining("20261122T101600000Z-safety");
        assertThat(Files.readString(settings)).isEqualTo(before);
        assertThat(record()).content().contains("HELD");
        new WindowClosing(server, window("RESTORE", "MANAGED", "x", true, ",\"changed\":false")).run();
    }

    @Test
    void a_restore_whose_work_was_done_by_hand_loses_its_window_to_it() throws IOException {
        WindowRecord window = window("RESTORE", "MANAGED", "x", true, ",\"changedAt\":\"2026-11-22T10:20:00Z\"");
        assertThat(window.isOf("j")).isTrue();
        assertThat(window.isOf("another")).isFalse();
        window.takeFromJob();
        WindowRecord taken = WindowRecord.of(server).orElseThrow();
        assertThat(taken.job()).isNotEqualTo("j");
        assertThat(taken.isOf("j")).isTrue();
        assertThat(taken.changed()).as("Domibus must not start on it yet").isPresent();

        assertThat(new WindowClosing(server, taken, true).run().enabled()).containsExactly(settings);
        assertThat(WindowRecord.of(server).orElseThrow().changed()).isEmpty();
    }

    @Test
    void an_import_that_holds_queues_paused_keeps_the_window() throws IOException {
        Files.writeString(server.ownData().resolve("paused-queues.json"),
                "{\"job\":\"j2\",\"hold\":true,\"since\":\"now\",\"queues\":[{\"name\":\"jms.queue.C\"}]}");
        WindowRecord window = window("BACKUP", "MANAGED", "x", true, "");
        assertThatThrownBy(() -> new WindowClosing(server, window).run()).hasMessageContaining("jms.queue.C");
    }

    @Test
    void a_deployment_that_no_settings_name_is_a_problem() throws IOException {
        Files.writeString(settings, "<server/>");
        WindowRecord window = window("BACKUP", "MANAGED", "x", true, "");
        assertThatThrownBy(() -> new WindowClosing(server, window).run()).hasMessageContaining("DB-OFFLINE-047");
    }

    @Test
    void a_record_that_is_none_is_a_problem() throws IOException {
        Files.writeString(record(), "[]");
        assertThatThrownBy(() -> WindowRecord.of(server)).hasMessageContaining("DB-QUIET-008");
    }

    private Path record() {
        return server.ownData().resolve("quiet-window.json");
    }

    private WindowRecord window(String purpose, String how, String archive, boolean wasRunning, String more)
            throws IOException {
        Files.writeString(record(), RECORD.formatted(purpose, how, archive, wasRunning, more));
        return WindowRecord.of(server).orElseThrow();
    }
}
