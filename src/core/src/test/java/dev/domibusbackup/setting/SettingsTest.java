package dev.domibusbackup.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SettingsTest {

    @TempDir
    private Path folder;

    private final Properties system = new Properties();

    @BeforeEach
    void noFile() throws IOException {
        Files.deleteIfExists(folder.resolve(Settings.FILE));
    }

    @Test
    void without_file_and_configuration_folder_every_setting_has_its_default() {
        Settings settings = Settings.read(Optional.empty(), system);

        for (Setting setting : Setting.values()) {
            assertThat(settings.text(setting)).isEqualTo(setting.fallback());
        }
        assertThat(settings.path(Setting.REPOSITORY_PATH)).isEmpty();
        assertThat(settings.list(Setting.OWNED_QUEUES)).isEmpty();
        assertThat(settings.password(Setting.DATABASE_PASSWORD_FILE)).isEmpty();
        assertThat(settings.duration(Setting.STOP_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.number(Setting.CHUNK_BYTES)).isEqualTo(8192);
    }

    @Test
    void the_file_in_the_configuration_folder_overrides_the_default() throws IOException {
        write("domibus.backup.domibus.stop-timeout =  PT90S  ", "domibus.backup.repository.path=/backup/sets");

        Settings settings = read();

        assertThat(settings.duration(Setting.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.path(Setting.REPOSITORY_PATH)).contains(Path.of("/backup/sets"));
        assertThat(settings.duration(Setting.START_TIMEOUT)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_system_property_overrides_the_file() throws IOException {
        write("domibus.backup.domibus.stop-timeout=PT90S");
        system.setProperty("domibus.backup.domibus.stop-timeout", " PT10S ");

        assertThat(read().duration(Setting.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void the_file_that_a_system_property_names_is_read_instead_of_the_one_in_the_configuration_folder()
            throws IOException {
        write("domibus.backup.domibus.deployment=ignored.war");
        Path other = Files.writeString(folder.resolve("other.properties"),
                "domibus.backup.domibus.deployment=chosen.war");
        system.setProperty(Settings.FILE_PROPERTY, other.toString());

        assertThat(read().text(Setting.DOMIBUS_DEPLOYMENT)).isEqualTo("chosen.war");
    }

    @Test
    void a_named_file_that_is_missing_is_refused_and_not_passed_over() {
        system.setProperty(Settings.FILE_PROPERTY, folder.resolve("missing.properties").toString());

        assertThat(refused()).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-CFG-003");
            assertThat(problem.fact()).contains("missing.properties");
        });
    }

    @Test
    void a_file_with_a_broken_escape_is_refused() throws IOException {
        write("domibus.backup.domibus.deployment=\\u00zz");

        assertThat(refused().code()).isEqualTo("DB-CFG-003");
    }

    @Test
    void a_key_that_does_not_exist_is_refused_with_its_name_and_the_file() throws IOException {
        write("domibus.backup.repository.pth=/backup");

        assertThat(refused()).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-CFG-002");
            assertThat(problem.fact()).contains("domibus.backup.repository.pth", Settings.FILE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "domibus.backup.repository.path,           backup/sets",
        "domibus.backup.database.password-file,    secret",
        "domibus.backup.repository.reserve-mib,    -1",
        "domibus.backup.repository.reserve-mib,    0",
        "domibus.backup.repository.reserve-mib,    1.5",
        "domibus.backup.repository.reserve-mib,    99999999999999999999",
        "domibus.backup.repository.reserve-mib,    lots",
        "domibus.backup.repository.reserve-mib,    ''",
        "domibus.backup.domibus.stop-timeout,      5 minutes",
        "domibus.backup.domibus.stop-timeout,      PT0S",
        "domibus.backup.domibus.stop-timeout,      PT-5M",
        "domibus.backup.domibus.stop-timeout,      ''",
        "domibus.backup.quiet.foreign-consumers,   kill",
        "domibus.backup.quiet.foreign-consumers,   WAIT",
        "domibus.backup.server.logs,               yes",
    })
    void a_bad_value_is_refused_with_its_key_its_value_and_what_is_expected(String key, String value)
            throws IOException {
        write(key + "=" + value);

        assertThat(refused()).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-CFG-001");
            assertThat(problem.fact()).contains(key, "\"" + value + "\"");
            assertThat(problem.hint()).contains(Settings.FILE);
        });
    }

    @Test
    void a_bad_value_in_a_system_property_is_not_blamed_on_the_file() throws IOException {
        write("domibus.backup.domibus.stop-timeout=PT90S");
        system.setProperty("domibus.backup.domibus.stop-timeout", "soon");

        assertThat(refused().hint()).contains("system propert").doesNotContain(Settings.FILE);
    }

    @Test
    void a_path_with_a_character_that_no_path_may_hold_is_a_bad_value() {
        system.setProperty("domibus.backup.repository.path", "/back\0up");

        assertThat(refused().code()).isEqualTo("DB-CFG-001");
    }

    @Test
    void a_list_is_read_without_blanks_and_empty_items() throws IOException {
        write("domibus.backup.messages.owned-queues= jms.queue.A , ,jms.queue.B,");

        assertThat(read().list(Setting.OWNED_QUEUES)).containsExactly("jms.queue.A", "jms.queue.B");
    }

    @Test
    void a_password_is_the_content_of_its_file_without_the_line_end() throws IOException {
        Path file = Files.createFile(folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "s e c r e t\n");
        system.setProperty("domibus.backup.database.password-file", file.toString());

        assertThat(read().password(Setting.DATABASE_PASSWORD_FILE)).map(Secret::reveal).contains("s e c r e t");
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, secret", "rw----r--, secret", "rw-------, ''"})
    void a_password_file_that_others_may_read_or_that_is_empty_is_refused(String mode, String content)
            throws IOException {
        Path file = Files.writeString(folder.resolve("password"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        system.setProperty("domibus.backup.database.password-file", file.toString());
        Settings settings = read();

        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> settings.password(Setting.DATABASE_PASSWORD_FILE));

        assertThat(refused.problem().code()).isEqualTo("DB-CFG-004");
    }

    @Test
    void a_missing_password_file_is_named_with_its_key() {
        system.setProperty("domibus.backup.database.password-file", folder.resolve("password").toString());
        Settings settings = read();

        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> settings.password(Setting.DATABASE_PASSWORD_FILE));

        assertThat(refused.problem().code()).isEqualTo("DB-CFG-004");
        assertThat(refused.problem().fact()).contains("domibus.backup.database.password-file", "password");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_default_is_allowed_when_it_is_written_out(Setting setting) {
        system.setProperty(setting.key(), setting.fallback());

        assertThat(read().text(setting)).isEqualTo(setting.fallback());
    }

    private void write(String... lines) throws IOException {
        Files.writeString(folder.resolve(Settings.FILE), String.join("\n", lines));
    }

    private Settings read() {
        return Settings.read(Optional.of(folder), system);
    }

    private Problem refused() {
        return catchThrowableOfType(ProblemException.class, this::read).problem();
    }
}
