package dev.domibusbackup.wildfly.inside;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.server.WildFlyServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A deployment whose content was replaced stays stopped when the server dies and boots, until it is started. */
class ContentRebootIT {

    private static final String NEW = "the newer one";
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;
    private WildFlyServer server;

    @Tag("full")
    @Test
    void what_was_replaced_stays_down_over_the_death_of_the_server_and_comes_with_its_new_content() throws Exception {
        server = WildFlyServer.create(folder.resolve("wildfly"));
        try {
            server.start();
            server.deploy(ContentContract.war(folder.resolve(ContentContract.MANAGED), ContentContract.OLD));
            server.deployByScanner(ContentContract.war(folder.resolve(ContentContract.SCANNED), ContentContract.OLD));
            server.deploy(InsideWildFly.write(InsideWildFly.deployment(), folder.resolve("domibus-backup.ear")));
            Path other = ContentContract.war(folder.resolve("other.war"), NEW);

            List<String> names = List.of(ContentContract.MANAGED, ContentContract.SCANNED);
            for (String name : names) {
                content(name, "&content=" + URLEncoder.encode(other.toString(), StandardCharsets.UTF_8));
            }
            server.kill();
            server.startAgain();
            server.deployByScanner(ContentContract.war(folder.resolve("probe.war"), "a scan has ended"));

            for (String name : names) {
                assertThat(get(page(name)).statusCode()).as(name).isEqualTo(404);
            }
            assertThat(server.home().deployments().resolve(ContentContract.SCANNED)).hasSameBinaryContentAs(other);
            for (String name : names) {
                assertThat(content(name, "")).isEqualTo("RUNNING");
                assertThat(get(page(name)).body()).isEqualTo(NEW);
            }
            assertThat(Files.exists(server.home().deployments().resolve(ContentContract.SCANNED + ".deployed")))
                    .isTrue();
        } finally {
            server.destroy();
        }
    }

    private String content(String name, String rest) throws Exception {
        URI uri = server.uri("/" + InsideWildFly.CONTEXT_ROOT + "/content?name=" + name + rest);
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Await.until("the adapter is deployed", BOUND, () -> {
            last.set(get(uri));
            return last.get().statusCode() != 404;
        });
        HttpResponse<String> answer = last.get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private URI page(String name) {
        return server.uri("/" + name.replace(".war", "") + "/" + ContentContract.PAGE);
    }

    private static HttpResponse<String> get(URI uri) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
