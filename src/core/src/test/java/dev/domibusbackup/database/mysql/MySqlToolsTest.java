package dev.domibusbackup.database.mysql;

import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MySqlToolsTest {

    private static final String MYSQL = "Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)";
    private static final String MARIADB = "from 11.4.5-MariaDB, client 10.19 for linux-systemd (x86_64)";
    private static final String OLD_MARIADB = "Ver 10.19 Distrib 10.11.4-MariaDB, for debian-linux-gnu (x86_64)";

    @TempDir
    private Path folder;

    @Test
    void missing_programs_are_a_problem_that_names_the_place() {
        ProblemException failure = catchThrowableOfType(ProblemException.class,
                () -> MySqlTools.locate(Optional.of(folder), true));
        assertThat(failure.problem().code()).isEqualTo(DatabaseProblem.TOOL_MISSING.code());
        assertThat(failure.problem().fact()).contains(folder.toString(), "mariadb-dump or mysqldump");
    }

    @Test
    void the_programs_of_the_servers_vendor_are_preferred() throws IOException {
        program("mysqldump", MYSQL);
        program("mysql", MYSQL);
        program("mariadb-dump", MARIADB);
        program("mariadb", MARIADB);
        assertThat(MySqlTools.locate(Optional.of(folder), true).dump().name()).isEqualTo("mariadb-dump");
        assertThat(MySqlTools.locate(Optional.of(folder), false).dump().name()).isEqualTo("mysqldump");
        assertThat(MySqlTools.locate(Optional.of(folder), false).client().version().number()).isEqualTo("8.0.36");
    }

    @Test
    void a_program_is_what_it_says_and_not_what_it_is_called() throws IOException {
        program("mysqldump", OLD_MARIADB);
        program("mysql", OLD_MARIADB);
        MySqlTools tools = MySqlTools.locate(Optional.of(folder), true);
        assertThat(tools.dump().name()).isEqualTo("mysqldump");
        assertThat(tools.dump().version()).hasToString("MariaDB 10.11.4");
    }

    @Test
    void a_program_that_does_not_run_is_a_problem() throws IOException {
        Files.writeString(program("mariadb-dump", ""), "#!/bin/sh\necho broken library\nexit 127\n");
        ProblemException failure = catchThrowableOfType(ProblemException.class,
                () -> MySqlTools.locate(Optional.of(folder), true));
        assertThat(failure.problem().code()).isEqualTo(DatabaseProblem.TOOL_NOT_USABLE.code());
        assertThat(failure.problem().fact()).contains("127", "broken library");
    }

    @Test
    void the_options_suit_the_vendor_and_never_go_on_after_an_error() {
        ServerVersion mySql = ServerVersion.parse("8.0.36");
        ServerVersion mariaDb = ServerVersion.parse("11.4.5-MariaDB");
        assertThat(DumpOptions.of(mariaDb, mariaDb, "s")).doesNotContain("--force", "--set-gtid-purged=OFF")
                .contains("--routines", "--events", "--triggers").endsWith("--databases", "s");
        assertThat(DumpOptions.of(mySql, mySql, "s")).contains("--set-gtid-purged=OFF")
                .doesNotContain("--column-statistics=0");
        assertThat(DumpOptions.of(mySql, mariaDb, "s")).contains("--column-statistics=0");
    }

    private Path program(String name, String version) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\necho \"" + name + "  " + version + "\"\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
