package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class HealthCheckTest {

    private static final String NORMAL = "{\"services\": [{\"name\": \"Database\", \"status\": \"NORMAL\"}]}";
    private static final String ERROR = "{\"services\": [{\"name\": \"Database\", \"status\": \"NORMAL\"},"
            + " {\"name\": \"JMS Broker\", \"status\": \"ERROR\"}]}";

    @TempDir
    Path base;
    private ServerScene scene;
    private HttpServer domibus;
    private String version = "5.1.1";
    private String monitoring = NORMAL;

    @BeforeEach
    void start() throws IOException {
        scene = new ServerScene(base);
        scene.file(Component.APPLICATION, "application/domibus.war", "the older one");
        domibus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        domibus.createContext("/domibus/rest/application/info",
                exchange -> answer(exchange, 200, "{\"versionNumber\": \"" + version + "\"}"));
        domibus.createContext("/domibus/ext/monitoring/application/status", exchange -> {
            String expected = "Basic " + Base64.getEncoder()
                    .encodeToString("monitor:the password".getBytes(StandardCharsets.UTF_8));
            boolean in = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, in ? 200 : 401, in ? monitoring : "");
        });
        domibus.start();
        scene.server.answersAt(URI.create("http://127.0.0.1:" + domibus.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        domibus.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void every_check_is_in_the_report_also_those_that_could_not_be_made() {
        HealthCheck.run(scene.run());

        assertThat(scene.report.health()).extracting(RestoreReport.Check::what, RestoreReport.Check::result)
                .containsExactly(tuple("application", "ok"), tuple("database", "not checked"),
                        tuple("broker", "not checked"), tuple("queues", "ok"), tuple("monitoring", "not checked"));
        assertThat(scene.warnings).isEmpty();
    }

    @Test
    void another_version_than_that_of_the_set_fails_the_job() {
        version = "5.2";

        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> HealthCheck.run(scene.run()));

        assertThat(failure.problem().code()).isEqualTo(RestoreServerProblem.HEALTH_FAILED.code());
        assertThat(failure.problem().fact()).contains("5.2").contains("5.1.1");
        assertThat(scene.report.health()).hasSize(5);
    }

    @Test
    void an_application_that_does_not_answer_fails_the_job() {
        domibus.removeContext("/domibus/rest/application/info");

        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> HealthCheck.run(scene.run()));

        assertThat(failure.problem().fact()).contains("404");
    }

    @Test
    void what_the_monitoring_says_is_told() throws IOException {
        account("the password");

        HealthCheck.run(scene.run());

        assertThat(monitoringCheck()).isEqualTo(new RestoreReport.Check("monitoring", "ok", "Database NORMAL"));
    }

    @Test
    void what_the_monitoring_finds_wrong_is_a_warning() throws IOException {
        account("the password");
        monitoring = ERROR;

        HealthCheck.run(scene.run());

        assertThat(monitoringCheck()).isEqualTo(new RestoreReport.Check("monitoring", "failed", "JMS Broker ERROR"));
        assertThat(scene.warnings).extracting("code").containsExactly(RestoreServerProblem.HEALTH_DOUBTFUL.code());
    }

    @Test
    void an_account_that_is_not_let_in_checks_nothing_and_is_told_without_its_password() throws IOException {
        account("a wrong password");

        HealthCheck.run(scene.run());

        assertThat(monitoringCheck().result()).isEqualTo("not checked");
        assertThat(monitoringCheck().detail()).contains("monitor", "401").doesNotContain("a wrong password");
    }

    private RestoreReport.Check monitoringCheck() {
        return scene.report.health().get(4);
    }

    private void account(String password) throws IOException {
        Path file = base.resolve("password");
        Files.writeString(file, password);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        scene.settings.setProperty("domibus.backup.health.user", "monitor");
        scene.settings.setProperty("domibus.backup.health.password-file", file.toString());
    }
}
