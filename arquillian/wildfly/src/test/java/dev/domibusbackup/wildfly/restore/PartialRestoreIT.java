package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.site.Destruction;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/** A part of a set comes back, and what was not chosen stays as it is; on a Domibus with tenants. */
class PartialRestoreIT {

    private static final String RED_OUT = "red." + Restores.OUT;
    private static final String RED_OUT_JNDI = "java:/jms/red.domibus.backend.jms.outQueue";
    private static final List<String> QUEUES = List.of(Restores.OUT, Restores.DLQ, RED_OUT);
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2021-02-03T04:05:06Z"));
    private static final int SOMEBODY = 12345;

    @TempDir
    private static Path folder;
    private static Site site;
    private static Restores restores;
    private static Path link;
    private static Path odd;
    private static Path outside;
    private static Snapshot before;
    private static String set;

    @BeforeAll
    static void takeASet() throws IOException {
        site = Site.create(folder.resolve("site"), domibus -> domibus.multiTenant(true).payloadFiles(6).rows(7))
                .start();
        restores = new Restores(site);
        site.otherApplication().send(Restores.OUT_JNDI, 8);
        site.otherApplication().send(Restores.DLQ_JNDI, 4);
        site.otherApplication().send(RED_OUT_JNDI, 6, "domain=red");
        oddFiles();
        before = snapshot();
        set = restores.backUp("{}");
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    /** A link out of the tree, and a file with a mode, an owner and a time of its own. */
    private static void oddFiles() throws IOException {
        Path payloads = site.installation().domain("default").payloads();
        outside = Files.writeString(folder.resolve("outside"), "not Domibus's");
        link = Files.createSymbolicLink(payloads.resolve("link.payload"), outside);
        odd = Files.writeString(payloads.resolve("odd.payload"), "odd");
        Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwxr-x--x"));
        if (isRoot()) {
            Files.setAttribute(odd, "unix:uid", SOMEBODY);
        }
        Files.setLastModifiedTime(odd, LONG_AGO);
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(folder, "unix:uid").equals(0);
    }

    @Test
    void one_tenant_comes_back_with_a_queue_and_the_other_stays() {
        Snapshot broken = destroy();
        assertThat(before.told("queue " + RED_OUT)).isNotEqualTo(broken.told("queue " + RED_OUT));
        restores.end(restores.start(set, Restores.confirmed(set, 0,
                ",\"tenants\":[\"red\"],\"queues\":[\"" + RED_OUT + "\"]")), "completed");
        assertOnly(broken, part -> part.startsWith("table domibus_red.") || part.endsWith(" of domibus_red")
                || part.startsWith("folder ") && part.endsWith(" of red") || part.equals("queue " + RED_OUT));
    }

    @Test
    void components_come_back_one_by_one() throws IOException {
        destroy();
        Files.deleteIfExists(link);
        Files.writeString(link, "no link");
        Files.deleteIfExists(odd);
        Snapshot broken = snapshot();

        only("\"components\":[\"configuration\",\"plugins\"]");
        assertOnly(broken, part -> part.equals("folder configuration"));

        Snapshot configured = snapshot();
        only("\"components\":[\"payloads\"]");
        assertOnly(configured, part -> part.startsWith("folder "));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(outside);
        assertThat(outside).hasContent("not Domibus's");
        assertThat(odd).hasContent("odd");
        assertThat(Files.getLastModifiedTime(odd)).isEqualTo(LONG_AGO);
        assertThat(Files.getPosixFilePermissions(odd)).isEqualTo(PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(Files.getAttribute(odd, "unix:uid")).isEqualTo(isRoot() ? SOMEBODY
                : Files.getAttribute(folder, "unix:uid"));

        Snapshot filled = snapshot();
        only("\"components\":[\"messages\"],\"queues\":[\"" + Restores.DLQ + "\"]");
        assertOnly(filled, part -> part.equals("queue " + Restores.DLQ));

        Snapshot sent = snapshot();
        only("\"components\":[\"databases\"],\"schemas\":[\"domibus_default\"]");
        assertOnly(sent, part -> part.startsWith("table domibus_default.") || part.endsWith(" of domibus_default"));
    }

    @Test
    void a_clone_needs_no_quiet_window_and_touches_no_schema_that_is_used() throws SQLException {
        String account = site.installation().account();
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            for (String host : List.of("%", "localhost")) {
                statement.execute("GRANT ALL PRIVILEGES ON `clone\\_%`.* TO '" + account + "'@'" + host + "'");
            }
            Snapshot now = snapshot();
            try (Watch watch = new Watch(site)) {
                JsonNode job = clone("domibus_red", "clone_red");
                assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
                assertThat(job.at("/report/databases/0/target").asText()).isEqualTo("clone_red");
                assertThat(job.at("/report/databases/0/done").asBoolean()).isTrue();
                assertThat(Restores.errors(clone("domibus_red", "clone_red"))).containsExactly("DB-RST-074");
                assertThat(Restores.errors(clone("domibus_red", "domibus_default"))).containsExactly("DB-RST-073");
                assertThat(watch.answers()).isPositive();
                assertThat(watch.silences()).isZero();
            }
            assertThat(now.differences(snapshot())).isEmpty();
            for (String table : List.of("TB_USER_MESSAGE", "TB_PART_INFO")) {
                try (ResultSet row = statement.executeQuery("CHECKSUM TABLE clone_red." + table)) {
                    row.next();
                    assertThat(before.told("table domibus_red." + table))
                            .endsWith(", " + Long.toHexString(row.getLong(2)));
                }
            }
            statement.execute("DROP DATABASE clone_red");
        }
    }

    private static JsonNode clone(String schema, String target) {
        return restores.run(set, Restores.confirmed(set, 0, ",\"components\":[\"databases\"],\"database\":\"new\","
                + "\"targetSchemas\":{\"" + schema + "\":\"" + target + "\"}"));
    }

    @Test
    void times_are_made_new_and_domibus_stays_stopped_and_no_way_back_is_kept_as_was_asked() throws IOException {
        destroy();
        Instant start = Instant.now();
        JsonNode job = only("\"components\":[\"payloads\"],\"fileTimes\":\"refresh\",\"after\":\"stay-stopped\","
                + "\"safetyBackup\":\"declined: this restore cannot be undone\"");
        assertThat(job.path("report").has("safetySet")).isFalse();
        assertThat(Restores.warnings(job)).contains("DB-RST-084");
        assertThat(site.domibus().answers()).isFalse();
        assertThat(site.api().delete("/quiet-window").status()).isBetween(200, 204);
        assertThat(site.domibus().answers()).isTrue();
        for (DomibusDomain domain : site.installation().domains()) {
            for (Path purged : List.of(domain.temporary(), domain.fileSystemMessages())) {
                assertThat(times(purged)).isNotEmpty().allMatch(time -> !time.isBefore(start.minusSeconds(1)));
            }
            assertThat(times(domain.payloads())).allMatch(time -> time.isBefore(start));
        }
    }

    private static List<Instant> times(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).map(file -> {
                try {
                    return Files.getLastModifiedTime(file).toInstant();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Snapshot destroy() {
        new Destruction(site).everything();
        site.server().queues().clear(RED_OUT);
        site.otherApplication().send(RED_OUT_JNDI, 2, "domain=red");
        return snapshot();
    }

    private static JsonNode only(String part) {
        return restores.end(restores.start(set, Restores.confirmed(set, 0, "," + part)), "completed");
    }

    private static Snapshot snapshot() {
        return Snapshot.of(site, QUEUES);
    }

    /** What was chosen is as in the set, the rest as it was just before the restore. */
    private static void assertOnly(Snapshot broken, Predicate<String> chosen) {
        Snapshot now = snapshot();
        TreeSet<String> parts = new TreeSet<>(before.parts().keySet());
        parts.addAll(broken.parts().keySet());
        parts.addAll(now.parts().keySet());
        assertThat(parts).anyMatch(chosen).allSatisfy(part -> assertThat(now.told(part)).as(part)
                .isEqualTo((chosen.test(part) ? before : broken).told(part)));
    }
}
