package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** Old sets are removed by rules, and what is known of the sets agrees with the repository. */
class KeepingOrderIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String ONE = "\"keepLast\":1,\"keepDaily\":0,\"keepWeekly\":0,\"keepMonthly\":0";

    private static Site site;
    private static String pinned;
    private static String old;
    private static String newest;

    @BeforeAll
    static void takeThreeBackups() {
        site = SHARED.site();
        pinned = backup();
        old = backup();
        newest = backup();
        assertThat(site.api().put("/backups/" + pinned + "/pin", "").status()).isEqualTo(204);
    }

    /** One test, in the order of an operator's day: what each part finds depends on the one before. */
    @Test
    void sets_are_verified_pruned_as_confirmed_and_missed_when_they_are_gone() throws Exception {
        verifiedSetsTellWhen();
        damageIsToldByHealthUntilTheSetIsGone();
        pruneRemovesWhatWasConfirmedAndNothingElse();
        setsThatAreGoneStopAPrune();
        anOldBackupIsTold();
        aWholeSetIsVerifiedDeeply();
        assertThat(site.api().delete("/backups/" + pinned + "/pin").status()).isEqualTo(204);
        assertThat(health()).isEmpty();
    }

    private static void verifiedSetsTellWhen() {
        Leaks.problem(site, site.api().post("/backups/" + newest + "/verifications", "{\"deap\":true}"), 400,
                "DB-API-002");
        assertThat(listed(newest).has("lastVerified")).isFalse();
        for (String body : List.of("", "{}", "{\"deep\":true}")) {
            ApiAnswer started = body.isEmpty() ? site.api().post("/backups/" + newest + "/verifications")
                    : site.api().post("/backups/" + newest + "/verifications", body);
            assertThat(started.status()).as(started.toString()).isEqualTo(202);
            JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
            assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
            assertThat(job.path("request").path("deep").asBoolean()).isEqualTo(body.contains("deep"));
        }
        assertThat(Instant.parse(listed(newest).path("lastVerified").asText())).isBefore(Instant.now());
        assertThat(listed(newest).has("lastRestored")).isFalse();
        assertThat(site.api().get("/health").json().has("runningJob")).as("the lock is given back").isFalse();
    }

    private static void damageIsToldByHealthUntilTheSetIsGone() throws IOException {
        String damaged = backup();
        Path instructions = site.repository().resolve(damaged).resolve("RESTORE.md");
        Files.writeString(instructions, Files.readString(instructions) + "x");
        JsonNode job = site.api().awaitJob(site.api().post("/backups/" + damaged + "/verifications").locationId(),
                BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("failed");
        assertThat(listed(damaged).has("lastFailed")).isTrue();
        assertThat(health()).containsExactly("DB-PRN-009");
        assertThat(site.api().delete("/backups/" + damaged).status()).isEqualTo(204);
        assertThat(health()).isEmpty();
    }

    private static void pruneRemovesWhatWasConfirmedAndNothingElse() {
        JsonNode rehearsal = prune("{" + ONE + "}");
        assertThat(rehearsal.path("report").path("rehearsal").asBoolean()).isTrue();
        List<String> goes = rehearsal.path("report").path("goes").findValuesAsText("set");
        assertThat(goes).contains(old).doesNotContain(pinned, newest);
        assertThat(reasons(rehearsal, pinned)).containsExactly("pinned");
        assertThat(reasons(rehearsal, newest)).contains("last");
        assertThat(site.repository().resolve(old)).as("a rehearsal removes nothing").exists();

        Leaks.problem(site, site.api().post("/prunes", "{" + ONE + ",\"confirm\":[\"" + newest + "\"]}"), 409,
                "DB-PRN-003");
        Leaks.problem(site, site.api().post("/prunes",
                "{\"keepLast\":0,\"keepDaily\":0,\"keepWeekly\":0,\"keepMonthly\":0}"), 400, "DB-PRN-002");

        JsonNode done = prune("{" + ONE + ",\"confirm\":[\"" + String.join("\",\"", goes) + "\"]}");
        assertThat(done.path("report").path("goes").findValuesAsText("removedAt")).hasSameSizeAs(goes);
        for (String gone : goes) {
            assertThat(site.repository().resolve(gone)).doesNotExist();
            assertThat(audit(gone)).startsWith("backup.prune " + Site.OPERATOR + " ok");
        }
        assertThat(site.repository().resolve(pinned)).exists();
        assertThat(site.repository().resolve(newest)).exists();
        assertThat(health()).isEmpty();
    }

    private static void setsThatAreGoneStopAPrune() throws IOException {
        Path folder = site.repository().resolve(pinned);
        Path away = site.repository().resolveSibling("taken-away");
        Files.move(folder, away);
        try {
            assertThat(health()).containsExactly("DB-PRN-004");
            assertThat(Leaks.problem(site, site.api().post("/prunes", "{" + ONE + "}"), 409, "DB-PRN-004")
                    .path("detail").asText()).contains(pinned);
            ApiAnswer rebuilt = site.api().post("/backups/index");
            assertThat(rebuilt.status()).as(rebuilt.toString()).isEqualTo(200);
            assertThat(rebuilt.json().path("sets").toString()).contains(newest).doesNotContain(pinned);
            assertThat(audit(site.repository().toString()))
                    .contains("index.rebuild " + Site.OPERATOR + " ok");
            assertThat(health()).isEmpty();
        } finally {
            Files.move(away, folder);
        }
        assertThat(listed(pinned).path("pinned").asBoolean()).as("it came back, and its pin was never lost").isTrue();
    }

    private static void anOldBackupIsTold() {
        SHARED.systemProperty("domibus.backup.health.backup-age", "PT0.001S");
        try {
            assertThat(health()).containsExactly("DB-PRN-007");
            SHARED.systemProperty("domibus.backup.health.backup-age", "off");
            assertThat(health()).isEmpty();
        } finally {
            SHARED.systemProperty("domibus.backup.health.backup-age", null);
        }
    }

    /** Databases are loaded beside Domibus's own, which needs a right that Domibus itself does not need. */
    private static void aWholeSetIsVerifiedDeeply() throws SQLException {
        String set = backup("{}");
        String account = "'" + site.installation().account() + "'@'localhost'";
        String right = "ALL PRIVILEGES ON `domibus\\_backup\\_scratch\\_%`.* ";
        sql("REVOKE " + right + "FROM " + account);
        JsonNode refused = verifyDeeply(set);
        assertThat(refused.path("state").asText()).as(refused.toPrettyString()).isEqualTo("failed");
        assertThat(refused.path("problems").findValuesAsText("code")).containsExactly("DB-PRN-010");
        assertThat(listed(set).has("lastFailed")).as("that says nothing about the set").isFalse();

        sql("GRANT " + right + "TO " + account);
        JsonNode done = verifyDeeply(set);
        assertThat(done.path("state").asText()).as(done.toPrettyString()).isEqualTo("completed");
        assertThat(listed(set).has("lastVerified")).isTrue();
        assertThat(sql("SHOW DATABASES LIKE 'domibus\\_backup\\_scratch%'")).isEmpty();
    }

    private static JsonNode verifyDeeply(String set) {
        return site.api().awaitJob(site.api().post("/backups/" + set + "/verifications", "{\"deep\":true}")
                .locationId(), BOUND);
    }

    private static List<String> sql(String statement) throws SQLException {
        List<String> first = new ArrayList<>();
        try (Connection root = site.database().rootConnection(); Statement run = root.createStatement()) {
            if (run.execute(statement)) {
                try (ResultSet rows = run.getResultSet()) {
                    while (rows.next()) {
                        first.add(rows.getString(1));
                    }
                }
            }
        }
        return first;
    }

    private static String backup() {
        return backup("{\"components\":[\"application\"]}");
    }

    private static String backup(String request) {
        JsonNode job = site.api().awaitJob(site.api().startBackup(request).locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        return job.path("set").asText();
    }

    private static JsonNode prune(String request) {
        ApiAnswer started = site.api().post("/prunes", request);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        return job;
    }

    private static List<String> health() {
        return site.api().get("/health").json().path("problems").findValuesAsText("code");
    }

    private static JsonNode listed(String set) {
        for (JsonNode one : site.api().get("/backups").json()) {
            if (one.path("id").asText().equals(set)) {
                return one;
            }
        }
        throw new AssertionError(set + " is not listed");
    }

    private static List<String> reasons(JsonNode job, String set) {
        for (JsonNode one : job.path("report").path("stays")) {
            if (one.path("set").asText().equals(set)) {
                return one.path("reasons").findValuesAsText("rule");
            }
        }
        throw new AssertionError(set + " does not stay");
    }

    private static String audit(String subject) {
        StringBuilder found = new StringBuilder();
        for (JsonNode entry : site.api().get("/audit?most=1000").json()) {
            if (entry.path("subject").asText().equals(subject)) {
                found.append(entry.path("action").asText()).append(' ').append(entry.path("user").asText())
                        .append(' ').append(entry.path("result").asText()).append('\n');
            }
        }
        return found.toString();
    }
}
