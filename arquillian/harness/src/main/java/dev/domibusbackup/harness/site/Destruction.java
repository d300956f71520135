package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.domibus.DomibusDomain;

/** What an upgrade that goes wrong leaves behind: nothing that the set holds is as it was. */
public final class Destruction {

    /** The version that an upgrade goes to. */
    public static final String NEWER = "5.2.0";
    /** Where a WAR says which version it is: to those who ask it, and to those who read it. */
    private static final List<String> VERSION_FILES = List.of("WEB-INF/classes/config/application.properties",
            "META-INF/MANIFEST.MF");

    private final Site site;

    public Destruction(Site site) {
        this.site = site;
    }

    /** A Domibus of a newer version is deployed in the place of the one that is there, and runs. */
    public void upgrade() {
        try {
            Path war = Files.copy(BuildOutput.standInWar(), Files.createDirectories(site.folder().resolve("newer"))
                    .resolve(Site.DOMIBUS), StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem zip = FileSystems.newFileSystem(war)) {
                for (String name : VERSION_FILES) {
                    Path file = zip.getPath(name);
                    Files.writeString(file, Files.readString(file).replaceFirst(
                            "(?m)^(domibus\\.artifactVersion=|Implementation-Version: )\\S+", "$1" + NEWER));
                }
            }
            site.server().deploy(war);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it but the version. Domibus goes on running meanwhile, as well as it can. */
    public void everything() {
        tables();
        payloads();
        configuration();
        site.server().queues().clear("DomibusBusinessMessageOutQueue");
        site.otherApplication().send("java:/jms/domibus.DLQ", 7, "prefix=newer");
    }

    /** A table is gone, one is new, one is changed, one is emptied. */
    public void tables() {
        for (String schema : site.installation().domains().stream().map(DomibusDomain::schema).toList()) {
            try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
                statement.execute("SET FOREIGN_KEY_CHECKS = 0");
                statement.execute("DROP TABLE IF EXISTS `" + schema + "`.TB_PART_INFO");
                statement.execute("CREATE TABLE IF NOT EXISTS `" + schema
                        + "`.TB_OF_THE_NEWER_VERSION (ID INT PRIMARY KEY)");
                statement.execute("ALTER TABLE `" + schema
                        + "`.TB_USER_MESSAGE_LOG ADD COLUMN IF NOT EXISTS NEWER INT");
                statement.execute("DELETE FROM `" + schema + "`.TB_USER_MESSAGE");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Every second payload is gone, and there is one too many. */
    public void payloads() {
        for (DomibusDomain domain : site.installation().domains()) {
            try (Stream<Path> files = Files.list(domain.payloads())) {
                List<Path> all = files.sorted().toList();
                for (int i = 0; i < all.size(); i += 2) {
                    Files.delete(all.get(i));
                }
                Files.writeString(domain.payloads().resolve("newer.payload"), "of the newer version");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A property more, a file less, a file too many. */
    public void configuration() {
        Path folder = site.installation().configuration();
        try {
            Files.writeString(folder.resolve("domibus.properties"), "\ndomibus.newer.property=true\n",
                    StandardOpenOption.APPEND);
            Files.writeString(folder.resolve("newer.xml"), "<newer/>");
            try (Stream<Path> policies = Files.list(folder.resolve("policies"))) {
                for (Path first : policies.sorted().limit(1).toList()) {
                    Files.delete(first);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
