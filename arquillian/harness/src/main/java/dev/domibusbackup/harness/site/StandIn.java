package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.server.WildFlyServer;

/** The stand-in Domibus over HTTP. */
public final class StandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, URI> server;

    /** The one on this server. */
    public StandIn(WildFlyServer server) {
        this(server::uri);
    }

    /** The one on a server that makes such addresses of paths. */
    public StandIn(Function<String, URI> server) {
        this.server = server;
    }

    /** Whether it answers; false also when the server does not. */
    public boolean answers() {
        try {
            return Http.send("GET", server.apply("/domibus/rest/application/info")).statusCode() == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** The version that it answers with. */
    public String version() {
        return get("/domibus/rest/application/info").path("versionNumber").asText();
    }

    /** Whether queue, database and folder agree; to be asked at rest. */
    public JsonNode agreement() {
        return get("/domibus/rest/stand-in/agreement");
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(Http.send("GET", server.apply(path)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
