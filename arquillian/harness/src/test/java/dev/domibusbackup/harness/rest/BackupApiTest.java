package dev.domibusbackup.harness.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

class BackupApiTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private BackupApi api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/domibus-backup/api/backups", exchange -> {
            exchange.getResponseHeaders().add("Location", "/domibus-backup/api/jobs/j-1");
            answer(exchange, 202, "{}");
        });
        server.createContext("/domibus-backup/api/jobs/j-1", exchange -> {
            boolean ended = requests.size() >= 2;
            answer(exchange, 200, "{\"state\":\"" + (ended ? "completed" : "running") + "\"}");
        });
        server.createContext("/domibus-backup/api/jobs/endless", exchange ->
                answer(exchange, 200, "{\"state\":\"running\"}"));
        server.start();
        api = BackupApi.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_job_is_awaited_until_it_has_ended() {
        ApiAnswer started = api.as("olga", "secret").startBackup("{\"label\":\"x\"}");
        assertThat(started.status()).isEqualTo(202);
        assertThat(api.awaitJob(started.locationId(), Duration.ofSeconds(20)).path("state").asText())
                .isEqualTo("completed");
        assertThat(requests.get(0)).isEqualTo("POST Basic b2xnYTpzZWNyZXQ= application/json {\"label\":\"x\"}");
    }

    @Test
    void a_job_that_does_not_end_fails_the_wait() {
        assertThatThrownBy(() -> api.awaitJob("endless", Duration.ofMillis(100)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("the end of job endless");
    }

    @Test
    void the_anonymous_user_sends_no_credentials() {
        api.as("olga", "secret").anonymous().get("/backups");
        assertThat(requests).containsExactly("GET null null ");
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] content = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }
}
