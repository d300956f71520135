package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.server.WildFlyServer;

/** The stand-in Domibus over HTTP. */
public final class StandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WildFlyServer server;

    /** The one on this server. */
    public StandIn(WildFlyServer server) {
        this.server = server;
    }

    /** Whether it answers; false also when the server does not. */
    public boolean answers() {
        try {
            return Http.send("GET", server.uri("/domibus/rest/application/info")).statusCode() == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Whether queue, database and folder agree; to be asked at rest. */
    public JsonNode agreement() {
        try {
            HttpResponse<String> answer = Http.send("GET", server.uri("/domibus/rest/stand-in/agreement"));
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
