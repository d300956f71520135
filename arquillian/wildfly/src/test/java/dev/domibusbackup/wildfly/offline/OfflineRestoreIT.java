package dev.domibusbackup.wildfly.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** What no running server can do for itself: all of a set but its messages, restored while the server is down. */
class OfflineRestoreIT {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final String JNDI = "java:/jms/domibus.backend.jms.outQueue";

    @TempDir
    private static Path folder;
    private static Site site;
    private static OfflineJar tool;
    private static Path password;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(3).rows(20)).start();
        tool = new OfflineJar(folder);
        password = Files.writeString(folder.resolve("password"), site.database().rootPassword() + "\n");
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_destroyed_installation_comes_back_and_its_stores_agree() throws IOException, SQLException {
        site.otherApplication().send(JNDI, 5);
        JsonNode before = site.domibus().agreement();
        String set = backUp("{}");
        List<String> commands = List.of("databases", "files", "server");
        for (String command : commands) {
            assertThat(tool.run(3, restore(command, set))).as(command).contains("DB-OFFLINE-040",
                    "process " + site.server().pid(), "DB-OFFLINE-042", ".mv.db");
        }
        assertThat(site.domibus().answers()).isTrue();

        site.server().stop();
        destroy();
        List<String> destroyed = everything();
        for (String command : commands) {
            tool.run(0, restore(command, set, "--rehearsal"));
        }
        assertThat(everything()).as("a rehearsal changes nothing").isEqualTo(destroyed);
        assertThat(tables()).contains("TB_OF_A_NEWER_VERSION").doesNotContain("TB_USER_MESSAGE");

        for (String command : commands) {
            tool.run(0, restore(command, set));
        }
        tool.run(0, restore("files", set, "--finish"));
        site.server().startAgain();

        assertThat(site.server().management().bootErrors().asList()).isEmpty();
        assertThat(site.domibus().answers()).isTrue();
        JsonNode after = site.domibus().agreement();
        assertThat(after.path("agrees").asBoolean()).as(after.toPrettyString()).isTrue();
        assertThat(after).isEqualTo(before);
        assertThat(tables()).contains("TB_USER_MESSAGE").doesNotContain("TB_OF_A_NEWER_VERSION");
        assertThat(site.server().queues().count(QUEUE)).isEqualTo(5);
        assertThat(site.installation().configuration().resolve("of-a-newer-version.properties")).doesNotExist();
        assertThat(site.api().get("/installation").status()).isEqualTo(200);
    }

    @Tag("full")
    @Test
    void a_window_that_was_left_open_is_closed_while_the_server_is_down() {
        backUp("{\"after\":\"stay-stopped\",\"components\":[\"messages\"]}");
        List<String> close = List.of("window", "close", "--server", home());
        assertThat(tool.run(3, close)).contains("DB-OFFLINE-040");
        assertThat(site.server().queues().isPaused(QUEUE)).isTrue();
        site.server().kill();

        assertThat(tool.run(0, List.of("window", "show", "--server", home()))).contains("BACKUP", Site.DOMIBUS, "HELD");
        assertThat(tool.run(0, close)).contains("is enabled again", "standalone-full.xml",
                "jms-queue=" + QUEUE + ":resume");
        site.server().startAgain();

        assertThat(site.domibus().answers()).isTrue();
        Await.until("the window closed and the queues resumed", BOUND, () ->
                site.api().get("/quiet-window").status() == 404 && !site.server().queues().isPaused(QUEUE));
    }

    /** All of them: what an operator has left after the worst of nights is the broker's journal and the sets. */
    private static void destroy() throws IOException, SQLException {
        Path home = site.server().home().folder();
        Files.writeString(home.resolve("standalone/configuration/standalone-full.xml"), "<server>");
        Files.writeString(home.resolve("standalone/configuration/of-a-newer-version.properties"), "a=b");
        Folders.delete(home.resolve("modules/org"));
        Folders.delete(home.resolve("standalone/data/content"));
        try (Stream<Path> payloads = Files.list(site.installation().domains().get(0).payloads())) {
            Files.delete(payloads.findFirst().orElseThrow());
        }
        Path configuration = site.installation().configuration();
        Files.writeString(configuration.resolve("of-a-newer-version.properties"), "a=b");
        Files.writeString(configuration.resolve("domibus.properties"), "of-a-newer-version=true");
        try (Connection connection = site.database().rootConnection(); Statement sql = connection.createStatement()) {
            String schema = site.installation().schemas().get(0);
            sql.execute("SET FOREIGN_KEY_CHECKS = 0");
            sql.execute("DROP TABLE `" + schema + "`.TB_USER_MESSAGE");
            sql.execute("CREATE TABLE `" + schema + "`.TB_OF_A_NEWER_VERSION (ID INT)");
        }
    }

    private static List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = site.database().rootConnection(); Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT table_name FROM information_schema.tables WHERE "
                        + "table_schema = '" + site.installation().schemas().get(0) + "'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** Of server and Domibus, but for our own folder with the lock and the journals of the tool. */
    private static List<String> everything() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path root : List.of(site.server().home().folder(), site.installation().base())) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("/data/domibus-backup/"))
                        .map(file -> file + " " + file.toFile().length() + " " + file.toFile().lastModified())
                        .sorted().forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> restore(String part, String set, String... more) {
        List<String> arguments = new ArrayList<>(List.of("restore", part, "--repository", site.repository().toString(),
                "--set", set, "--server", home()));
        if (part.equals("databases")) {
            arguments.addAll(List.of("--user", "root", "--password-file", password.toString(), "--tools",
                    site.database().toolsFolder().toString()));
        }
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String backUp(String body) {
        ApiAnswer started = site.api().startBackup(body);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        return job.path("set").asText();
    }

    private static String home() {
        return site.server().home().folder().toString();
    }
}
