package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import dev.domibusbackup.harness.domibus.DomibusDomain;

/** What an upgrade that goes wrong leaves behind: nothing that the set holds is as it was. */
public final class Destruction {

    private final Site site;

    public Destruction(Site site) {
        this.site = site;
    }

    /** All of it. Domibus goes on running meanwhile, as well as it can. */
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
                statement.execute("CREATE TABLE IF NOT EXISTS `" + schema + "`.TB_OF_THE_NEWER_VERSION (ID INT PRIMARY KEY)");
                statement.execute("ALTER TABLE `" + schema + "`.TB_USER_MESSAGE_LOG ADD COLUMN IF NOT EXISTS NEWER INT");
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
