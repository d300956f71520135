package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** What every answer must keep to itself, and what every problem must tell. */
final class Leaks {

    private Leaks() {
    }

    /** No stack trace, no class name of an exception, no password. */
    static void none(Site site, ApiAnswer answer) {
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "at dev.domibusbackup", "at org.", "at java.");
        assertThat(answer.headers().toString()).doesNotContain("Exception");
        Stream.concat(site.installation().secrets().stream(),
                        Stream.of(Site.OPERATOR_PASSWORD, Site.VIEWER_PASSWORD, SharedSite.SECRET_ARGUMENT))
                .forEach(secret -> assertThat(answer.body()).doesNotContain(secret));
    }

    /** A problem of RFC 9457 with code and hint, and the same status as HTTP's. */
    static JsonNode problem(Site site, ApiAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).as(answer.toString()).isEqualTo(code);
        assertThat(problem.path("type").asText()).endsWith(code);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("hint").asText()).isNotBlank();
        none(site, answer);
        return problem;
    }
}
