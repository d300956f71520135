package dev.domibusbackup.job.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortPlansTest {

    @TempDir
    Path folder;

    @Test
    void a_file_to_send_is_a_file_and_no_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("a b.xml"));

        assertThat(PortPlans.isFile(file.toString())).isTrue();
        assertThat(PortPlans.isFile(file.toUri().toString())).isTrue();
        assertThat(PortPlans.isFile(folder.toString())).isFalse();
        assertThat(PortPlans.isFile(folder.toUri().toString())).isFalse();
        assertThat(PortPlans.isFile(folder.resolve("none").toString())).isFalse();
        assertThat(PortPlans.isFile("smb://host/a.xml")).isFalse();
        assertThat(PortPlans.isFile("")).isFalse();
    }
}
