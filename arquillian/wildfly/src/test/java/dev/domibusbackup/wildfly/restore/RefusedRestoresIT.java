package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/**
 * What speaks against a restore is told by it and by its rehearsal, before Domibus is stopped and before anything is
 * changed.
 */
class RefusedRestoresIT {

    /** An id that no set of this site has. */
    private static final String ELSEWHERE = "20260101T000000000Z-elsewhere";
    private static final String DUMP = "databases/domibus.sql.gz";

    @TempDir
    private static Path folder;
    private static Site site;
    private static Restores restores;
    private static TamperedSet set;

    @BeforeAll
    static void takeASet() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(10)).start();
        restores = new Restores(site);
        site.otherApplication().send(Restores.OUT_JNDI, 10);
        set = new TamperedSet(site.repository().resolve(restores.backUp("{\"label\":\"sound\"}")));
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void one_byte_changed_in_any_artifact_is_found_in_all_of_them() {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            copy.artifacts().forEach(copy::flip);
            for (JsonNode job : refused(copy.id(), "")) {
                assertThat(StreamSupport.stream(job.path("problems").spliterator(), false)
                        .filter(problem -> problem.path("code").asText().equals("DB-SET-010"))
                        .map(problem -> problem.path("fact").asText().split(" ")[0]))
                        .containsExactlyInAnyOrderElementsOf(copy.artifacts());
            }
        } finally {
            copy.delete();
        }
    }

    @Test
    void an_artifact_too_few_and_one_too_many_are_found() throws IOException {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            Files.delete(copy.folder().resolve(DUMP));
            copy.write("databases/more.sql.gz", new byte[1]);
            refused(copy.id(), "", "DB-SET-011", "DB-SET-012");
        } finally {
            copy.delete();
        }
    }

    @Test
    void a_set_of_a_newer_format_is_not_read() {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            copy.edit(manifest -> manifest.put("format", "99.0"));
            refused(copy.id(), "", "DB-SET-015");
        } finally {
            copy.delete();
        }
    }

    @Test
    void an_artifact_and_its_line_in_SHA256SUMS_do_not_make_a_set() {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            copy.flip("RESTORE.md");
            copy.fitSums("RESTORE.md");
            String war = copy.artifacts().stream().filter(path -> path.endsWith(".war")).findFirst().orElseThrow();
            copy.write(war, "another".getBytes(StandardCharsets.UTF_8));
            copy.fitSums(war);
            refused(copy.id(), "", "DB-SET-010", "DB-SET-013", "DB-SET-017");
        } finally {
            copy.delete();
        }
    }

    @Test
    void a_manifest_that_was_edited_with_all_that_lies_beside_it_is_found_by_the_audit() throws IOException {
        byte[] manifest = set.read(TamperedSet.MANIFEST);
        byte[] sums = set.read("SHA256SUMS");
        Path notes = site.repository().resolve(".catalog").resolve(set.id() + ".json");
        String noted = Files.readString(notes);
        String sealed = set.hash(TamperedSet.MANIFEST);
        try {
            set.edit(edited -> edited.put("createdBy", "somebody else"));
            refused(set.id(), "", "DB-SET-018");
            assertThat(noted).contains(sealed);
            Files.writeString(notes, noted.replace(sealed, set.hash(TamperedSet.MANIFEST)));
            refused(set.id(), "", "DB-SET-018");
        } finally {
            set.write(TamperedSet.MANIFEST, manifest);
            set.write("SHA256SUMS", sums);
            Files.writeString(notes, noted);
        }
    }

    @Test
    void a_dump_that_ends_early_is_found_by_its_content_alone() throws IOException {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            String dump;
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(copy.read(DUMP)))) {
                dump = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
            copy.replace(DUMP, gzipped(dump.substring(0, dump.lastIndexOf("-- Dump completed"))));
            refused(copy.id(), "", "DB-SET-020");
            copy.replace(DUMP, gzipped(dump));
            assertThat(state(restores.run(copy.id(), "{\"rehearsal\":true}"))).startsWith("completed");
        } finally {
            copy.delete();
        }
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    @Test
    void a_schema_that_somebody_uses_is_told_with_his_account() throws SQLException {
        String account = "'" + site.installation().account() + "'";
        try (Connection dba = site.database().connection("domibus", "root", site.database().rootPassword());
                Statement statement = dba.createStatement()) {
            // without this right nobody can tell, and that is a warning only
            statement.execute("GRANT PROCESS ON *.* TO " + account + "@'%', " + account + "@'localhost'");
            for (JsonNode job : refused(set.id(), "", "DB-RST-013")) {
                assertThat(job.path("problems").toString()).contains("root@");
            }
            assertThat(dba.isValid(1)).isTrue();
            statement.execute("REVOKE PROCESS ON *.* FROM " + account + "@'%', " + account + "@'localhost'");
        }
    }

    @Tag("full")
    @Test
    void a_newer_domibus_stays_only_if_that_is_meant() {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            copy.edit(manifest -> ((ObjectNode) manifest.path("installation")).put("version", "4.2.9"));
            refused(copy.id(), ",\"without\":[\"application\"]", "DB-RST-065");
            for (String meant : List.of("\"without\":[\"application\"],\"otherVersion\":true", "\"deep\":false")) {
                assertThat(state(restores.run(copy.id(), "{\"rehearsal\":true," + meant + "}")))
                        .startsWith("completed");
            }
        } finally {
            copy.delete();
        }
    }

    @Tag("full")
    @Test
    void other_tenants_are_refused_unless_their_configuration_comes_too() {
        TamperedSet copy = set.copiedAs(ELSEWHERE);
        try {
            copy.edit(manifest -> ((ObjectNode) manifest.path("installation")).putArray("domains")
                    .add("default").add("red"));
            refused(copy.id(), ",\"without\":[\"configuration\"]", "DB-RST-066");
            assertThat(state(restores.run(copy.id(), "{\"rehearsal\":true}"))).startsWith("completed");
        } finally {
            copy.delete();
        }
    }

    @Test
    void messages_received_since_are_confirmed_by_their_number_or_nothing_is_lost() throws SQLException {
        int received = 3;
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            for (int i = 0; i < received; i++) {
                long key = 990101010000000001L + i;
                statement.execute("INSERT INTO domibus.TB_USER_MESSAGE (ID_PK, MESSAGE_ID, CONVERSATION_ID,"
                        + " EBMS3_TIMESTAMP, CREATED_BY) VALUES (" + key + ", 'since-" + i
                        + "', 'since', UTC_TIMESTAMP(), 'since')");
                statement.execute("INSERT INTO domibus.TB_USER_MESSAGE_LOG (ID_PK, RECEIVED, MSH_ROLE_ID_FK,"
                        + " CREATED_BY) SELECT " + key + ", UTC_TIMESTAMP(6), ID_PK, 'since' FROM"
                        + " domibus.TB_D_MSH_ROLE WHERE ROLE = 'RECEIVING'");
            }
            JsonNode rehearsal = restores.run(set.id(), "{\"rehearsal\":true}");
            assertThat(state(rehearsal)).as(rehearsal.toPrettyString()).startsWith("completed");
            long counted = rehearsal.at("/report/price/receivedSince").asLong();
            assertThat(counted).isGreaterThanOrEqualTo(received);
            for (String wrong : List.of("", ",\"receivedSince\":" + (counted - 1))) {
                JsonNode job = unchanged(() -> restores.run(set.id(),
                        "{\"confirm\":{\"set\":\"" + set.id() + "\"" + wrong + "}}"));
                assertThat(Restores.errors(job)).containsExactly("DB-RST-061");
                assertThat(job.path("problems").toString()).contains(counted + " messages were received");
            }
            restores.restore(set.id(), counted);
        }
        assertThat(site.domibus().answers()).isTrue();
    }

    @Test
    void what_cannot_be_meant_is_told_at_once() {
        for (OddRequest odd : OddRequest.ALL) {
            ApiAnswer answer = site.api().post("/backups/" + set.id() + "/restores", odd.body());
            assertThat(answer.status() + " " + answer.problemCode()).as(odd.shown() + " -> " + answer)
                    .isEqualTo(odd.answer());
        }
        assertThat(site.api().post("/backups/" + ELSEWHERE + "/restores", "{}").problemCode()).isEqualTo("DB-SET-003");
        for (String id : List.of("..%2F..", "%2e%2e", ".catalog", set.id() + ".partial", set.id() + "%00")) {
            ApiAnswer answer = site.api().post("/backups/" + id + "/restores", "{\"rehearsal\":true}");
            assertThat(answer.status()).as(id + " -> " + answer).isBetween(400, 404);
        }
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
    }

    @Test
    void what_the_set_does_not_hold_is_told_with_what_it_holds() {
        for (JsonNode job : refused(set.id(), ",\"queues\":[\"nobody's\"],\"schemas\":[\"red\"],\"tenants\":[\"blue\"]",
                "DB-RST-063")) {
            assertThat(job.path("problems").toString()).contains("queue nobody's", "schema red", "domain blue",
                    "jms.queue." + Restores.OUT);
        }
        refused(set.id(), ",\"components\":[\"plugins\"],\"configuration\":\"new\"", "DB-RST-062");
    }

    /** A restore and a rehearsal; both must fail, with these codes if any are named, and neither must change anything. */
    private static List<JsonNode> refused(String id, String more, String... codes) {
        return unchanged(() -> {
            List<JsonNode> jobs = List.of(restores.run(id, Restores.confirmed(id, 0, more)),
                    restores.run(id, "{\"rehearsal\":true" + more + "}"));
            for (JsonNode job : jobs) {
                assertThat(state(job)).as(job.toPrettyString()).isEqualTo("failed");
                if (codes.length > 0) {
                    assertThat(Set.copyOf(Restores.errors(job))).as(job.toPrettyString())
                            .containsExactlyInAnyOrder(codes);
                }
                assertThat(job.at("/executions/0/steps")).extracting(step -> step.path("name").asText())
                        .isSubsetOf("preflight", "rehearse");
            }
            return jobs;
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T done();
    }

    /** Domibus answers all the time, and nothing is changed. */
    private static <T> T unchanged(Work<T> work) {
        Snapshot before = restores.snapshot();
        T result;
        try (Watch watch = new Watch(site)) {
            result = work.done();
            assertThat(watch.answers()).isPositive();
            assertThat(watch.silences()).isZero();
        }
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
        assertThat(before.differences(restores.snapshot())).isEmpty();
        return result;
    }

    private static String state(JsonNode job) {
        return job.path("state").asText();
    }
}
