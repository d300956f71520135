package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.job.restore.HealthCheck.Finding;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.setting.Setting;

/** What Domibus itself answers over HTTP when it is asked how it is. */
final class DomibusRequests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 1 << 20;

    private final RestoreRun run;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(BOUND).build();

    DomibusRequests(RestoreRun run) {
        this.run = run;
    }

    /**
     * Whether it is the Domibus that it should be.
     *
     * @param expected the version; {@code null} if it is not known
     */
    Finding version(String expected) {
        Answer answer = get("/rest/application/info", Optional.empty());
        if (answer.status() != 200) {
            return Finding.failed(answer.text());
        }
        String version = DomibusVersion.ofApplicationInfo(answer.body()).version();
        if (expected != null && !expected.equals(version)) {
            return Finding.failed("version " + version + " answers, not " + expected);
        }
        return Finding.ok("version " + version);
    }

    /** What Domibus's own monitoring says of its database, broker and scheduler. */
    Finding monitoring() {
        Optional<String> user = run.settings().optional(Setting.HEALTH_USER);
        Optional<Secret> password = run.settings().password(Setting.HEALTH_PASSWORD_FILE);
        if (user.isEmpty() || password.isEmpty()) {
            return Finding.notChecked("no account: " + Setting.HEALTH_USER.key() + " and "
                    + Setting.HEALTH_PASSWORD_FILE.key() + " name one of Domibus's plugin users");
        }
        Answer answer = get("/ext/monitoring/application/status?filter=all", Optional.of("Basic "
                + Base64.getEncoder().encodeToString((user.get() + ":" + password.get().reveal())
                        .getBytes(StandardCharsets.UTF_8))));
        if (answer.status() == 401 || answer.status() == 403) {
            return Finding.notChecked("Domibus does not let the account " + user.get() + " in: " + answer.text());
        }
        return answer.status() == 200 ? services(answer.body()) : Finding.failed(answer.text());
    }

    /** {@code {"services": [{"name": "Database", "status": "NORMAL"}, …]}}; a scheduler lists its triggers too. */
    private static Finding services(String body) {
        JsonNode services;
        try {
            services = Json.mapper().readTree(body).path("services");
        } catch (JsonProcessingException e) {
            return Finding.failed("the answer is no JSON");
        }
        List<String> bad = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (JsonNode service : services) {
            String status = service.path("status").asText("without a status");
            (status.equals("NORMAL") ? good : bad).add(service.path("name").asText("?") + " " + status);
        }
        if (bad.isEmpty() && good.isEmpty()) {
            return Finding.failed("the answer names no service");
        }
        return bad.isEmpty() ? Finding.ok(String.join(", ", good)) : Finding.failed(String.join(", ", bad));
    }

    private record Answer(int status, String body, String text) {
    }

    private Answer get(String path, Optional<String> authorization) {
        URI url = URI.create(run.server().webAddress() + run.found().domibus().contextRoot() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(BOUND).header("Accept", "application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response = http.send(request.GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(),
                        new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8),
                        url + " answered " + response.statusCode());
            }
        } catch (IOException e) {
            return new Answer(0, "", url + " did not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "", url + " was not asked to the end: the server is being stopped");
        }
    }
}
