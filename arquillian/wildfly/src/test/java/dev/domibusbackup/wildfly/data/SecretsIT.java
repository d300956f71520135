package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.site.Site;

/** Passwords appear nowhere but in the artifacts that hold Domibus's own files. */
class SecretsIT {

    private static final String WRONG = "wr0ng-Secret#1";
    private static final List<String> SECRETS = new ArrayList<>(List.of(WRONG, Site.OPERATOR_PASSWORD,
            Site.VIEWER_PASSWORD));

    @TempDir
    private static Path folder;
    private static Site site;
    private static SealedSet set;
    /** What every process beneath the server had for arguments and environment while the dump ran. */
    private static final Map<String, byte[]> PROCESSES = new TreeMap<>();
    /** Answers of the API, by path. */
    private static final Map<String, byte[]> ANSWERS = new TreeMap<>();

    @BeforeAll
    static void workWithPasswords() throws IOException, SQLException {
        site = Site.create(folder.resolve("site"), domibus -> domibus.rows(20));
        SECRETS.addAll(site.installation().secrets());
        ClientTools tools = ClientTools.of(site);
        site.start();
        Backups backups = new Backups(site);
        failWithAWrongPassword(backups);
        String job;
        try (LockedTable held = LockedTable.lock(site, "domibus.TB_RECEIPT")) {
            job = backups.start("{\"label\":\"secrets\"}");
            tools.awaitRunning("mariadb-dump");
            backups.awaitStep(job, "finish-database-dumps");
            tools.awaitRunning("mariadb");
            readProcesses();
        }
        set = backups.completed(job);
        ask("/jobs/" + job);
        String id = set.folder().getFileName().toString();
        for (String path : List.of("/installation", "/jobs", "/backups", "/backups/" + id,
                "/backups/" + id + "/instructions", "/health", "/audit", "/quiet-window")) {
            ask(path);
        }
    }

    private static void failWithAWrongPassword(Backups backups) throws IOException {
        Path password = site.folder().resolve("database-password");
        Path settings = site.installation().configuration().resolve("domibus-backup.properties");
        Files.writeString(password, WRONG);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(settings, "domibus.backup.database.user=edelivery\n"
                + "domibus.backup.database.password-file=" + password + "\n");
        String job = backups.start("{}");
        JsonNode end = backups.failed(job);
        assertThat(Backups.errors(end)).contains("DB-SQL-003");
        ask("/jobs/" + job);
        Files.delete(settings);
    }

    private static void readProcesses() {
        ProcessHandle server = ProcessHandle.of(site.server().pid()).orElseThrow();
        Stream.concat(Stream.of(server), server.descendants()).forEach(process -> {
            PROCESSES.put(process.pid() + " cmdline", ClientTools.read(process, "cmdline"));
            PROCESSES.put(process.pid() + " environ", ClientTools.read(process, "environ"));
        });
    }

    private static void ask(String path) {
        ANSWERS.put(path, site.api().get(path).body().getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void in_no_argument_and_no_variable_of_a_process_while_the_dump_runs() {
        assertThat(PROCESSES.values()).anyMatch(bytes -> text(bytes).contains("mariadb-dump"))
                .anyMatch(bytes -> text(bytes).contains("--single-transaction"));
        assertThat(PROCESSES).hasSizeGreaterThanOrEqualTo(6);
        assertNoSecretIn(PROCESSES);
    }

    @Test
    void in_no_answer_of_the_api() {
        assertThat(ANSWERS).hasSizeGreaterThanOrEqualTo(10);
        assertThat(text(ANSWERS.get("/installation"))).contains("domibus.security.keystore.password");
        assertNoSecretIn(ANSWERS);
    }

    @Test
    void not_in_the_log_of_the_server() throws IOException {
        Map<String, byte[]> logs = files(site.server().home().log().getParent());
        assertThat(logs).anySatisfy((name, bytes) -> assertThat(text(bytes)).contains("is sealed"));
        assertNoSecretIn(logs);
    }

    @Test
    void not_in_the_job_repository_the_catalogue_or_the_record_of_a_quiet_window() throws IOException {
        Map<String, byte[]> files = files(site.server().dataDir().resolve("domibus-backup"));
        assertThat(files).anySatisfy((name, bytes) -> assertThat(name).endsWith(".db"));
        assertThat(files).anySatisfy((name, bytes) -> assertThat(text(bytes)).contains("domibus-backup"));
        assertNoSecretIn(files);
    }

    @Test
    void not_in_the_manifest_the_instructions_and_the_audit() throws IOException {
        Map<String, byte[]> files = files(site.repository().resolve(".catalog"));
        for (String name : List.of("manifest.json", "RESTORE.md", "SHA256SUMS")) {
            files.put(name, Files.readAllBytes(set.folder().resolve(name)));
        }
        assertThat(files).anySatisfy((name, bytes) -> assertThat(name).endsWith("audit.jsonl"));
        assertNoSecretIn(files);
    }

    @Test
    void in_no_file_that_is_left_in_the_temporary_folder() throws IOException {
        String pid = "-" + site.server().pid() + "-";
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("domibus-backup-") && name.contains(pid));
        }
    }

    /** The search itself: what belongs to Domibus is in the artifacts, and found there. */
    @Test
    void the_configuration_in_the_set_has_the_passwords_that_domibus_has() throws IOException {
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        set.sh("tar -xzf configuration.tar.gz -C '" + unpacked + "'");
        String properties = Files.readString(unpacked.resolve("domibus.properties"));
        assertThat(SECRETS).anyMatch(properties::contains);
    }

    private static void assertNoSecretIn(Map<String, byte[]> places) {
        places.forEach((place, bytes) -> SECRETS.forEach(secret -> {
            assertThat(text(bytes).contains(secret)).as("%s has %s", place, secret).isFalse();
            assertThat(text(bytes).contains(new String(secret.getBytes(StandardCharsets.UTF_16BE),
                    StandardCharsets.ISO_8859_1))).as("%s has %s in UTF-16", place, secret).isFalse();
        }));
    }

    /** Every byte a character, so that binary files can be searched; the passwords are ASCII. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
