package dev.domibusbackup.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.domibus.Secret;

class LeftCredentialsTest {

    @TempDir
    private Path temporary;

    @Test
    void credentials_of_a_process_that_is_gone_are_deleted() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        String prefix = LeftCredentials.prefix(gone.toHandle());
        gone.waitFor();
        Path left = credentials(prefix + "4711");

        assertThat(LeftCredentials.sweep(temporary)).isEqualTo(1);
        assertThat(left).doesNotExist();
    }

    @Test
    void credentials_of_an_earlier_process_with_the_id_of_this_one_are_deleted() throws IOException {
        Path left = credentials("domibus-backup-credentials-" + ProcessHandle.current().pid() + "-1234567890-4711");

        assertThat(LeftCredentials.sweep(temporary)).isEqualTo(1);
        assertThat(left).doesNotExist();
    }

    @Test
    void credentials_of_a_process_that_lives_stay() throws IOException {
        Path own = credentials(LeftCredentials.prefix(ProcessHandle.current()) + "4711");

        assertThat(LeftCredentials.sweep(temporary)).isZero();
        assertThat(own.resolve(CredentialsFile.NAME)).exists();
    }

    @Test
    void what_has_another_name_stays() throws IOException {
        Path other = credentials("domibus-backup-credentials-of-olga");

        assertThat(LeftCredentials.sweep(temporary)).isZero();
        assertThat(other.resolve(CredentialsFile.NAME)).exists();
    }

    @Test
    void a_file_with_credentials_lies_in_a_folder_that_is_known_as_this_processs() {
        try (CredentialsFile file = CredentialsFile.write(new DatabaseAddress("127.0.0.1", 3306, "domibus"),
                new DatabaseAccount("edelivery", Secret.of("secret")))) {
            assertThat(file.folder().getFileName().toString())
                    .startsWith(LeftCredentials.prefix(ProcessHandle.current()));
            assertThat(file.path()).hasFileName(CredentialsFile.NAME);
        }
    }

    private Path credentials(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve(CredentialsFile.NAME), "password=x");
        return folder;
    }
}
