package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.site.Site;

/** Who may do what, answered in our form by TomEE too. */
class RolesIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    @ParameterizedTest
    @ValueSource(strings = {"GET /health", "POST /backups", "GET /nothing", "DELETE /quiet-window"})
    void without_a_password_everything_is_refused(String call) {
        ApiAnswer answer = refused(SHARED.site().api().anonymous(), call, 401, "DB-API-011");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health", "POST /backups"})
    void a_wrong_password_is_refused(String call) {
        refused(SHARED.site().api().as(Site.OPERATOR, "wrong"), call, 401, "DB-API-011");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/installation", "/backups", "/jobs", "/audit", "/health", "/openapi.json"})
    void a_viewer_may_look(String path) {
        ApiAnswer answer = viewer().get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /backups", "DELETE /backups/x", "POST /jobs/x/restart", "DELETE /quiet-window",
        "PATCH /health", "OPTIONS /backups"})
    void a_viewer_may_change_nothing(String call) {
        refused(viewer(), call, 403, "DB-API-012");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"unknown\":1}", "[]", "{\"after\":\"never\"}"})
    void bad_input_is_told_with_code_and_hint(String body) {
        ApiAnswer answer = SHARED.site().api().send("POST", "/backups", "application/json", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("hint").asText()).isNotBlank();
    }

    private static BackupApi viewer() {
        return SHARED.site().api().as(Site.VIEWER, Site.VIEWER_PASSWORD);
    }

    private static ApiAnswer refused(BackupApi api, String call, int status, String code) {
        String[] parts = call.split(" ");
        ApiAnswer answer = api.send(parts[0], parts[1], "application/json", "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problemCode()).isEqualTo(code);
        return answer;
    }
}
