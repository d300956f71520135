package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.server.TomEEHome;

/** What the scripts of {@code server-configs/tomee} make of a server; that it runs then is shown by the other tests. */
class PreparationIT {

    @TempDir
    private Path folder;
    private TomEEHome home;

    @BeforeEach
    void makeHome() {
        home = TomEEHome.create(folder.resolve("tomee"));
    }

    @Test
    void a_second_preparation_changes_nothing() throws IOException {
        Path war = Files.writeString(folder.resolve("domibus.war"), "");
        Path config = Files.createDirectories(folder.resolve("conf & more"));
        String[] options = {"--domibus", war.toString(), "--domibus-config", config.toString()};
        assertThat(home.prepare(options)).contains("added: folder apps", "added: deployments of apps",
                "added: data source DomibusBackupDS", "added: data source DomibusBackupBatchDS",
                "added: role backup-operator", "added: role backup-viewer").doesNotContain("kept:");
        String[] prepared = contents();

        assertThat(home.prepare(options)).contains("kept: data source DomibusBackupDS").doesNotContain("added:");
        assertThat(contents()).isEqualTo(prepared);
    }

    @Test
    void what_is_commented_out_is_not_there() throws IOException {
        Path settings = file("conf/tomee.xml");
        Files.writeString(settings, "<tomee>\n<!--\n<Deployments dir=\"apps\"/>\n<Resource id=\"DomibusBackupDS\"/> -->\n"
                + "<!-- </tomee> -->\n</tomee>\n");
        assertThat(home.prepare()).contains("added: deployments of apps", "added: data source DomibusBackupDS");
        assertThat(Files.readString(settings)).startsWith("<tomee>\n<!--").endsWith("</tomee>\n");
    }

    @Test
    void a_database_of_the_site_is_taken_and_its_password_is_the_owners_alone() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "a<b&\\c\"\n");
        home.prepare("--driver", "org.h2.Driver", "--url", "jdbc:h2:tcp://db/x;MODE=STRICT", "--user", "backup",
                "--password-file", password.toString());
        assertThat(Files.readString(file("conf/tomee.xml"))).contains("JdbcUrl = jdbc:h2:tcp://db/x;MODE=STRICT",
                "Password = a&lt;b&amp;\\\\c&quot;");
        assertThat(mode("conf/tomee.xml")).startsWith("rw-").endsWith("------");
        assertThat(file("data/domibus-backup")).doesNotExist();
    }

    @Test
    void the_folder_of_the_catalogue_and_the_passwords_are_the_owners_alone() throws IOException {
        home.prepare();
        home.addUser("olga", "of-the \"<night>' & 1", "backup-operator");
        assertThat(mode("data/domibus-backup")).isEqualTo("rwx------");
        assertThat(mode("conf/tomcat-users.xml")).isEqualTo("rw-------");
        assertThat(Files.readString(file("conf/tomcat-users.xml"))).contains(
                "<user username=\"olga\" password=\"of-the &quot;&lt;night&gt;' &amp; 1\" roles=\"backup-operator\"/>");
        assertThatThrownBy(() -> home.addUser("olga", "x", "backup-viewer")).hasMessageContaining("code 3")
                .hasMessageContaining("HINT:");
        assertThatThrownBy(() -> home.addUser("victor", "x", "admin")).hasMessageContaining("code 2");
    }

    @Test
    void what_cannot_be_prepared_is_refused_and_not_changed() throws IOException {
        Path war = Files.writeString(file("webapps/domibus.war"), "");
        String before = Files.readString(file("conf/tomee.xml"));
        assertThatThrownBy(() -> home.prepare("--domibus", war.toString())).hasMessageContaining("code 3")
                .hasMessageContaining("HINT:");
        assertThatThrownBy(() -> home.prepare("--url", "jdbc:h2:x")).hasMessageContaining("code 2");
        assertThatThrownBy(() -> home.prepare("--unknown", "x")).hasMessageContaining("code 2");
        assertThat(Files.readString(file("conf/tomee.xml"))).isEqualTo(before);
        Files.delete(file("conf/tomee.xml"));
        assertThatThrownBy(() -> home.prepare()).hasMessageContaining("code 3").hasMessageContaining("conf/tomee.xml");
    }

    private String[] contents() throws IOException {
        return new String[] {Files.readString(file("conf/tomee.xml")), Files.readString(file("conf/tomcat-users.xml")),
            Files.readString(file("bin/setenv.sh")), Files.readString(file("conf/Catalina/localhost/domibus.xml"))};
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name)));
    }

    private Path file(String name) {
        return home.folder().resolve(name);
    }
}
