package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * What a sink sent in a transaction that the death of the server left open is recovered together with the row that
 * was written in it: by the recovery of a prepared server, with nothing of ours running. The second death comes last,
 * because what it killed the server with can never be recovered and stays in the transaction manager's log.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.MethodName.class)
class SinkRecoveryIT {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String PREPARED = "dying.prepared";
    private static final String DECIDED = "dying.decided";

    @TempDir
    private static Path folder;
    private static WildFlyServer server;

    @BeforeAll
    static void start() {
        server = WildFlyServer.create(folder.resolve("wildfly"));
        server.home().prepare();
        server.start();
        for (String queue : List.of(PREPARED, DECIDED)) {
            server.queues().add(queue, InsideWildFly.jndiName(queue));
        }
        server.deploy(InsideWildFly.write(InsideWildFly.deployment(), folder.resolve("domibus-backup.ear")));
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @Test
    void a_death_before_the_decision_leaves_no_message_and_no_row() throws Exception {
        String before = rowsAfterFirstAct();
        dieIn("prepare", PREPARED);
        awaitRecovery();

        assertThat(server.queues().count(PREPARED)).isZero();
        Await.until("the adapter knows", BOUND, () -> get().equals("0 " + before));
    }

    @Test
    void death_after_the_decision_leaves_all_messages_and_the_row() throws Exception {
        int before = Integer.parseInt(rowsAfterFirstAct());
        dieIn("commit", DECIDED);
        awaitRecovery();

        Await.until("the row", BOUND, () -> get().endsWith(" " + (before + 1)));
        assertThat(server.queues().count(DECIDED)).isEqualTo(DyingServlet.MESSAGES);
    }

    private static String rowsAfterFirstAct() throws IOException, InterruptedException {
        HttpResponse<String> answer = request("GET", "");
        // before the first transaction there is no table
        return answer.statusCode() == 200 ? answer.body().split(" ")[1] : "0";
    }

    private static void dieIn(String when, String queue) throws InterruptedException {
        try {
            HttpResponse<String> answer = request("POST", "?when=" + when + "&queue=jms.queue." + queue);
            throw new AssertionError("the server lives: " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            // it died while we waited
            Await.until("the end of the server", BOUND, () -> !server.isAlive());
        }
        server.kill();
        server.startAgain();
    }

    private static void awaitRecovery() {
        ModelNode list = Operations.createOperation("list-prepared-transactions",
                Management.address("subsystem", "messaging-activemq", "server", "default"));
        Await.until("nothing prepared any more", BOUND, () -> server.management(list).asList().isEmpty());
    }

    private static String get() throws IOException, InterruptedException {
        return request("GET", "").body();
    }

    private static HttpResponse<String> request(String method, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/" + InsideWildFly.CONTEXT_ROOT + "/dying" + query))
                .method(method, HttpRequest.BodyPublishers.noBody()).timeout(BOUND).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
