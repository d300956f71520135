package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain requests without a login. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration BOUND = Duration.ofMinutes(5);

    private Http() {
    }

    static HttpResponse<String> send(String method, URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(BOUND)
                .method(method, HttpRequest.BodyPublishers.noBody()).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
