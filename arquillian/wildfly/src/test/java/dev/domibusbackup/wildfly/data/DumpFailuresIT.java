package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.site.Site;

/** Dumps that cannot be had, or end before their end. */
class DumpFailuresIT {

    private static final String DATABASES = "{\"components\":[\"databases\"]}";
    /** Domibus does not use it, and it lies in the middle of the schema. */
    private static final String HELD = "domibus.TB_RECEIPT";

    @TempDir
    private static Path folder;
    private static Site site;
    private static ClientTools tools;
    private static Backups backups;

    @BeforeAll
    static void makeSite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.rows(50));
        tools = ClientTools.of(site);
        backups = new Backups(site);
        site.start();
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @AfterEach
    void useTheAccountOfDomibusAgain() throws IOException {
        Files.deleteIfExists(settings());
    }

    @Test
    void a_killed_dump_client_fails_the_job_and_a_restart_completes_it() throws Exception {
        String job;
        try (LockedTable held = LockedTable.lock(site, HELD)) {
            job = backups.start(DATABASES);
            backups.awaitStep(job, "finish-database-dumps");
            assertThat(tools.awaitRunning("mariadb-dump").destroyForcibly()).isTrue();
        }
        JsonNode end = backups.failed(job);
        assertThat(Backups.errors(end)).containsExactly("DB-SQL-024");
        assertThat(Backups.texts(end, "DB-SQL-024").get(0)).contains("signal 9");
        assertThat(site.domibus().answers()).isTrue();
        assertThat(site.repository().resolve(end.path("set").asText())).doesNotExist();

        backups.restarted(job).assertWhole();
    }

    @Test
    void a_table_truncated_during_the_dump_fails_the_job_and_is_named() throws Exception {
        String job;
        try (LockedTable held = LockedTable.lock(site, HELD)) {
            job = backups.start(DATABASES);
            backups.awaitStep(job, "finish-database-dumps");
            new Facts(site).asRoot("TRUNCATE TABLE domibus.TB_REV_CHANGES");
        }
        JsonNode end = backups.failed(job);
        assertThat(Backups.errors(end)).containsExactly("DB-SQL-023");
        assertThat(Backups.texts(end, "DB-SQL-023").get(0)).contains("TB_REV_CHANGES");
        assertThat(site.domibus().answers()).isTrue();

        SealedSet set = backups.restarted(job);
        set.assertWhole();
        assertThat(SetContentIT.rows(set.database("domibus"))).containsEntry("TB_REV_CHANGES", 0L)
                .isEqualTo(new Facts(site).rows("domibus"));
    }

    @Test
    void a_missing_dump_client_is_found_before_anything_is_touched() throws IOException {
        tools.takeAway("mariadb-dump");
        try {
            JsonNode end = refused();
            assertThat(Backups.errors(end)).containsExactly("DB-SQL-001");
            assertThat(Backups.texts(end, "DB-SQL-001").get(0)).contains("mariadb-dump", "Install");
        } finally {
            tools.bringBack("mariadb-dump");
        }
    }

    @Test
    void a_wrong_password_is_found_before_anything_is_touched_and_not_told() throws IOException {
        account("edelivery", "n0t-the-Password#7");
        JsonNode end = refused();
        assertThat(Backups.errors(end)).isNotEmpty().containsOnly("DB-SQL-003");
        assertThat(Backups.texts(end, "DB-SQL-003").get(0)).contains("edelivery", "Check the password");
        assertThat(end.toString()).doesNotContain("n0t-the-Password");
    }

    @Test
    void an_account_without_trigger_is_found_before_anything_is_touched() throws IOException {
        create("no_trigger", "SELECT, SHOW VIEW, EVENT, EXECUTE, ALTER ROUTINE ON domibus.*", "SELECT ON mysql.proc");
        JsonNode end = refused();
        assertThat(Backups.errors(end)).containsExactly("DB-SQL-010");
        assertThat(Backups.texts(end, "DB-SQL-010").get(0)).contains("GRANT TRIGGER ON `domibus`.* TO 'no_trigger'@");
    }

    @Test
    void an_account_without_rights_on_routines_is_found_before_anything_is_touched() throws IOException {
        create("no_routine", "SELECT, SHOW VIEW, EVENT, TRIGGER ON domibus.*");
        JsonNode end = refused();
        assertThat(Backups.errors(end)).containsExactly("DB-SQL-011");
        assertThat(Backups.texts(end, "DB-SQL-011").get(0)).contains("ROUTINE", "'no_routine'@", "GRANT ");
    }

    /** Starts a backup that must end in its first step. */
    private static JsonNode refused() {
        String job = backups.start(DATABASES);
        JsonNode end = backups.failed(job);
        assertThat(backups.steps(job)).containsExactly("preflight");
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
        assertThat(site.domibus().answers()).isTrue();
        return end;
    }

    /** An account with these rights only, which the product has to use. */
    private static void create(String name, String... rights) throws IOException {
        for (String from : List.of("%", "localhost")) {
            String account = "'" + name + "'@'" + from + "'";
            new Facts(site).asRoot("CREATE OR REPLACE USER " + account + " IDENTIFIED BY 'Reader-4'");
            for (String right : rights) {
                new Facts(site).asRoot("GRANT " + right + " TO " + account);
            }
        }
        account(name, "Reader-4");
    }

    private static void account(String user, String password) throws IOException {
        Path file = site.folder().resolve("database-password");
        Files.writeString(file, password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(settings(), "domibus.backup.database.user=" + user
                + "\ndomibus.backup.database.password-file=" + file + "\n");
    }

    private static Path settings() {
        return site.installation().configuration().resolve("domibus-backup.properties");
    }
}
