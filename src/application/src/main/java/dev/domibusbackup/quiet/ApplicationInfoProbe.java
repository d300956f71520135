package dev.domibusbackup.quiet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DomibusDeployment;

/** Asks {@code /rest/application/info}, the one address of Domibus that needs no login and shows that it is up. */
public final class ApplicationInfoProbe implements HealthProbe {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** A deployment that took nearly as long as it may gets the time for its first answer. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final ApplicationServer server;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public ApplicationInfoProbe(ApplicationServer server) {
        this.server = server;
    }

    @Override
    public void awaitAnswer(DomibusDeployment domibus, Instant since, Duration bound) {
        URI url = info(domibus);
        Instant end = latest(since.plus(bound), Instant.now().plus(LEAST));
        while (!answers(url)) {
            if (Instant.now().isAfter(end)) {
                throw QuietProblem.NOT_ANSWERING.exception("deployment", domibus.name(), "url", url, "bound", bound);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw QuietProblem.NOT_ANSWERING.caused(e, "deployment", domibus.name(), "url", url, "bound", bound);
            }
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private URI info(DomibusDeployment domibus) {
        return URI.create(server.webAddress() + domibus.contextRoot() + "/rest/application/info");
    }

    private boolean answers(URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).GET().build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
