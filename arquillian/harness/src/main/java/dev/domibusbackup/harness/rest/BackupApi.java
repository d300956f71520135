package dev.domibusbackup.harness.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.Await;

/**
 * A client of the product's API. It judges nothing: a refusal is an answer like any other.
 * One object speaks for one user; {@link #as} and {@link #anonymous} give one that speaks for another.
 */
public final class BackupApi {

    /** States of a job in which nothing more happens by itself (Jakarta Batch, {@code BatchStatus}). */
    private static final Set<String> ENDED = Set.of("completed", "completed-with-warnings", "failed",
            "stopped", "interrupted", "abandoned");
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI base;
    private final Optional<String> authorization;

    private BackupApi(HttpClient client, URI base, Optional<String> authorization) {
        this.client = client;
        this.base = base;
        this.authorization = authorization;
    }

    /**
     * A client without credentials.
     *
     * @param server such as {@code http://127.0.0.1:8080/}
     */
    public static BackupApi at(URI server) {
        return new BackupApi(HttpClient.newBuilder().connectTimeout(BOUND).version(HttpClient.Version.HTTP_1_1).build(),
                server.resolve("/domibus-backup/api"), Optional.empty());
    }

    /** The same API for this user. */
    public BackupApi as(String user, String password) {
        String credentials = user + ":" + password;
        return new BackupApi(client, base, Optional.of("Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }

    /** The same API without credentials. */
    public BackupApi anonymous() {
        return new BackupApi(client, base, Optional.empty());
    }

    /**
     * GET.
     *
     * @param path beneath the API, such as {@code /backups}; sent as it is, so that a test can send a bad one
     */
    public ApiAnswer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** POST of a body as it is, which need not be JSON. */
    public ApiAnswer post(String path, String body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    public ApiAnswer post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public ApiAnswer put(String path, String body) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(body));
    }

    public ApiAnswer startBackup(String json) {
        return post("/backups", json);
    }

    public ApiAnswer job(String id) {
        return get("/jobs/" + id);
    }

    /**
     * Waits until a job has ended, in whatever way, and gives the last answer. While the server does not answer or
     * answers with an error it goes on asking.
     *
     * @throws AssertionError when the bound is reached first
     */
    public JsonNode awaitJob(String id, Duration bound) {
        return Await.value("the end of job " + id, bound, () -> {
            ApiAnswer answer = job(id);
            return answer.status() == 200 && ENDED.contains(answer.json().path("state").asText())
                    ? Optional.of(answer.json())
                    : Optional.empty();
        });
    }

    /** Any method, with a body of any type; none when it is empty. */
    public ApiAnswer send(String method, String path, String contentType, String body) {
        return send(method, path, contentType, HttpRequest.BodyPublishers.ofString(body));
    }

    private ApiAnswer send(String method, String path, HttpRequest.BodyPublisher body) {
        return send(method, path, "application/json", body);
    }

    private ApiAnswer send(String method, String path, String contentType, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(BOUND)
                .method(method, body)
                .header("Accept", "application/json, application/problem+json, */*;q=0.5");
        if (body.contentLength() > 0) {
            request.header("Content-Type", contentType);
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new ApiAnswer(response.statusCode(), response.headers(), response.body(), JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
