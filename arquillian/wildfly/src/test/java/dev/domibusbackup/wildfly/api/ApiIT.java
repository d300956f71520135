package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.site.Site;

/** Who may do what, and what is refused: always with code, fact and hint. */
class ApiIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final String UNKNOWN_SET = "20200101T000000000Z";
    private static final String COMPONENTS =
            "messages, databases, configuration, plugins, payloads, server, application";

    private Site site() {
        return SHARED.site();
    }

    private BackupApi viewer() {
        return site().api().as(Site.VIEWER, Site.VIEWER_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /installation", "GET /backups", "POST /backups", "DELETE /backups/x", "GET /jobs",
        "GET /health", "GET /openapi.json", "GET /nothing", "DELETE /quiet-window"})
    void without_a_password_everything_is_refused(String call) {
        String[] parts = call.split(" ");
        ApiAnswer answer = site().api().anonymous().send(parts[0], parts[1], "application/json", "");
        Leaks.problem(site(), answer, 401, "DB-API-011");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void a_wrong_password_is_refused() {
        Leaks.problem(site(), site().api().as(Site.OPERATOR, "wrong").get("/health"), 401, "DB-API-011");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/installation", "/backups", "/jobs", "/audit", "/health", "/openapi.json"})
    void a_viewer_may_look(String path) {
        ApiAnswer answer = viewer().get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        Leaks.none(site(), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /backups", "DELETE /backups/" + UNKNOWN_SET, "PUT /backups/" + UNKNOWN_SET + "/pin",
        "DELETE /backups/" + UNKNOWN_SET + "/pin", "POST /backups/" + UNKNOWN_SET + "/verifications",
        "POST /jobs/x/restart", "POST /jobs/x/stop", "POST /jobs/x/abandon", "DELETE /quiet-window",
        "PATCH /health", "OPTIONS /backups"})
    void a_viewer_may_change_nothing(String call) {
        String[] parts = call.split(" ");
        ApiAnswer answer = viewer().send(parts[0], parts[1], "application/json", "");
        assertThat(Leaks.problem(site(), answer, 403, "DB-API-012").path("detail").asText())
                .contains(parts[0], parts[1]);
        assertThat(site().api().get("/jobs").json()).as("nothing was started")
                .noneMatch(job -> job.path("startedBy").asText().equals(Site.VIEWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "..%2F..", "%2F", "%2Fetc%2Fpasswd", "..;x=1", "a%00b", "x",
        ".catalog", "20200101T000000000Z-UPPER", "20209901T000000000Z", "20200101T000000000Z%0d%0aX:1",
        "20200101T000000000Z-..%5c..", "20200101T000000000Z.partial"})
    void a_name_that_is_no_set_is_refused_at_every_place(String name) {
        BackupApi api = site().api();
        for (String path : new String[] {"", "/instructions"}) {
            Leaks.problem(site(), api.get("/backups/" + name + path), 400, "DB-SET-001");
        }
        Leaks.problem(site(), api.delete("/backups/" + name), 400, "DB-SET-001");
        Leaks.problem(site(), api.put("/backups/" + name + "/pin", ""), 400, "DB-SET-001");
        Leaks.problem(site(), api.delete("/backups/" + name + "/pin"), 400, "DB-SET-001");
        Leaks.problem(site(), api.post("/backups/" + name + "/verifications"), 400, "DB-SET-001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/backups/%ff", "/backups/../jobs", "/backups//etc/passwd"})
    void a_path_that_the_server_itself_refuses_shows_nothing_of_it(String path) {
        ApiAnswer answer = site().api().get(path);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
        Leaks.problem(site(), answer, answer.status(), answer.problemCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "GET /instructions", "DELETE ", "PUT /pin", "DELETE /pin", "POST /verifications"})
    void an_unknown_set_is_not_found(String call) {
        String[] parts = call.split(" ", -1);
        Leaks.problem(site(), site().api().send(parts[0], "/backups/" + UNKNOWN_SET + parts[1], "application/json",
                ""), 404, "DB-SET-003");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("{", "DB-API-001", "", ""), arguments("nope", "DB-API-001", "", ""),
                arguments("[]", "DB-API-001", "", ""), arguments("\"text\"", "DB-API-001", "", ""),
                arguments("{\"label\":\"a\"} x", "DB-API-001", "", ""),
                arguments("{\"label\":\"a\",\"label\":\"b\"}", "DB-API-001", "", ""),
                arguments("{\"lable\":\"a\"}", "DB-API-002", "lable",
                        "after, components, foreignConsumers, label, onFailure, without"),
                arguments("{\"components\":[\"messagez\"]}", "DB-API-003", "components", COMPONENTS),
                arguments("{\"without\":[\"\"]}", "DB-API-003", "without", ""),
                arguments("{\"components\":\"messages\"}", "DB-API-003", "components", ""),
                arguments("{\"after\":\"never\"}", "DB-API-003", "after", "resume, stay-stopped"),
                arguments("{\"onFailure\":true}", "DB-API-003", "onFailure", ""),
                arguments("{\"foreignConsumers\":\"kill\"}", "DB-API-003", "foreignConsumers", "wait, disconnect"),
                arguments("{\"label\":{}}", "DB-API-003", "label", ""),
                arguments("{\"label\":\"../x\"}", "DB-SET-002", "../x", "a-z"),
                arguments("{\"label\":\"Before 5.2\"}", "DB-SET-002", "Before 5.2", "a-z"),
                arguments("{\"label\":\"" + "x".repeat(41) + "\"}", "DB-SET-002", "xxx", "40"),
                arguments("{\"components\":[]}", "DB-JOB-014", "", ""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_request_that_is_not_understood_is_refused(String body, String code, String fact, String hint) {
        int before = site().api().get("/jobs").json().size();
        var problem = Leaks.problem(site(), site().api().startBackup(body), 400, code);
        assertThat(problem.path("detail").asText()).contains(fact);
        assertThat(problem.path("hint").asText()).contains(hint);
        assertThat(site().api().get("/jobs").json()).as("nothing was started").hasSize(before);
    }

    @Test
    void a_huge_body_is_refused() {
        Leaks.problem(site(), site().api().startBackup("x".repeat(100_000)), 413, "DB-API-010");
    }

    /** The server may close the connection while we still send: then the client never sees what it answered. */
    @Test
    void a_body_larger_than_the_server_itself_takes_starts_nothing() {
        int before = site().api().get("/jobs").json().size();
        try {
            ApiAnswer answer = site().api().startBackup("x".repeat(30_000_000));
            assertThat(answer.status()).isIn(400, 413);
            Leaks.none(site(), answer);
        } catch (UncheckedIOException closed) {
            assertThat(closed.getCause()).isNotInstanceOf(HttpTimeoutException.class);
        }
        assertThat(site().api().get("/jobs").json()).as("nothing was started").hasSize(before);
    }

    @Test
    void a_body_of_another_type_is_refused() {
        for (String type : new String[] {"text/plain", "application/xml", "application/x-www-form-urlencoded"}) {
            Leaks.problem(site(), site().api().send("POST", "/backups", type, "{}"), 415, "DB-API-006");
        }
        Leaks.problem(site(), site().api().post("/backups"), 415, "DB-API-006");
        Leaks.problem(site(), site().api().send("POST", "/backups", "nonsense", "{}"), 400, "DB-API-009");
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("PATCH /health", 405, "DB-API-005"), arguments("POST /installation", 405, "DB-API-005"),
                arguments("PUT /backups", 405, "DB-API-005"), arguments("GET /nothing", 404, "DB-API-004"),
                arguments("GET /", 404, "DB-API-004"), arguments("GET /../refused", 404, "DB-API-004"),
                arguments("GET /../index.html", 404, "DB-API-004"), arguments("GET /jobs/x", 404, "DB-JOB-001"),
                arguments("GET /jobs/x/events", 404, "DB-JOB-001"),
                arguments("POST /jobs/x/restart", 404, "DB-JOB-001"),
                arguments("POST /jobs/x/stop", 404, "DB-JOB-001"),
                arguments("POST /jobs/x/abandon", 404, "DB-JOB-001"),
                arguments("GET /audit?most=0", 400, "DB-API-003"),
                arguments("GET /audit?most=1001", 400, "DB-API-003"),
                arguments("GET /audit?most=abc", 400, "DB-API-003"),
                arguments("GET /audit?most=", 400, "DB-API-003"),
                arguments("GET /jobs?first=-1", 400, "DB-API-003"),
                arguments("GET /jobs?first=abc", 400, "DB-API-003"),
                arguments("GET /jobs?most=0", 400, "DB-API-003"),
                arguments("GET /jobs?most=99999999999999999999", 400, "DB-API-003"),
                arguments("GET /quiet-window", 404, "DB-QUIET-006"),
                arguments("DELETE /quiet-window", 404, "DB-QUIET-006"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_not_there_or_not_possible_is_told(String call, int status, String code) {
        String[] parts = call.split(" ");
        Leaks.problem(site(), site().api().send(parts[0], parts[1], "application/json", ""), status, code);
    }
}
