package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;

import dev.domibusbackup.harness.server.WildFlyServer;

/** The other application over HTTP: a backend that sends to Domibus's queues and takes from them. */
public final class OtherApplication {

    private final WildFlyServer server;

    OtherApplication(WildFlyServer server) {
        this.server = server;
    }

    /**
     * Sends messages.
     *
     * @param queue   JNDI name
     * @param count   how many
     * @param options further parameters as {@code name=value}: size, kind, prefix, domain, action, delayMillis,
     *                liveMillis, priority, nonPersistentEvery, file (the FS plugin's FILE_NAME)
     */
    public void send(String queue, int count, String... options) {
        String more = options.length == 0 ? "" : "&" + String.join("&", options);
        call("POST", "/send?queue=" + queue + "&count=" + count + more);
    }

    /**
     * Sends one message of each kind, small and large, with every header field and type of property.
     *
     * @param queue JNDI name
     * @return how many
     */
    public int sendKinds(String queue) {
        return Integer.parseInt(call("POST", "/kinds?queue=" + queue));
    }

    /**
     * Sends messages as Domibus and its plugins make them.
     *
     * @param queue   JNDI name
     * @param kind    {@code pointer}, {@code notification}, {@code plugin} or {@code bytes}
     * @param options further parameters as {@code name=value}: from and to, the size of payloads; delayMillis
     */
    public void load(String queue, String kind, int count, String... options) {
        String more = options.length == 0 ? "" : "&" + String.join("&", options);
        call("POST", "/load?queue=" + queue + "&kind=" + kind + "&count=" + count + more);
    }

    /** Takes one message and holds it, with whatever its client prefetches. */
    public void hold(String queue) {
        if (!call("POST", "/hold?queue=" + queue).equals("holding")) {
            throw new AssertionError("no message to hold in " + queue);
        }
    }

    /** Closes the consumer that holds messages. */
    public void letGo() {
        call("DELETE", "/hold");
    }

    /** Begins to send without end. */
    public void produce(String queue, long everyMillis) {
        call("POST", "/produce?queue=" + queue + "&everyMillis=" + everyMillis);
    }

    /** Messages sent by {@link #produce} so far. */
    public long produced() {
        return Long.parseLong(call("GET", "/produce"));
    }

    /** Ends {@link #produce} and tells how many were sent. */
    public long stopProducing() {
        return Long.parseLong(call("DELETE", "/produce"));
    }

    /** Takes messages and gives their MESSAGE_IDs; fewer when no more come for five seconds. */
    public List<String> drain(String queue, int count) {
        return call("POST", "/drain?queue=" + queue + "&count=" + count).lines().toList();
    }

    private String call(String method, String path) {
        try {
            HttpResponse<String> answer = Http.send(method, server.uri("/other-application" + path));
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + " gave " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
