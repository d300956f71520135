package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.message.QueueFileName;

/** A site whose server is killed, and what the tests of this package do with it again and again. */
final class Crash implements AutoCloseable {

    static final Duration BOUND = Duration.ofMinutes(3);

    private final Site site;
    private final Path switches;

    private KillSwitch armedFor;

    private Crash(Site site, Path switches) {
        this.site = site;
        this.switches = switches;
    }

    /** A site whose server is started by the first {@link #armed}. */
    static Crash create(Path folder, Map<String, String> settings) {
        Site site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(2).rows(2));
        settings.forEach(site::with);
        return new Crash(site, folder.resolve("switches"));
    }

    Site site() {
        return site;
    }

    Queues queues() {
        return site.server().queues();
    }

    OtherApplication other() {
        return site.otherApplication();
    }

    /** Where a thread will be held. */
    KillSwitch at(KillPoint point, int pass) {
        return KillSwitch.at(switches, point, pass);
    }

    /** Where a thread will be seen; it goes on. */
    KillSwitch soonAfter(KillPoint point, int pass) {
        return KillSwitch.soonAfter(switches, point, pass);
    }

    /** Whether the server was started to be killed there. */
    boolean isArmedFor(KillSwitch place) {
        return site.server().isAlive() && place.equals(armedFor);
    }

    /** Starts the server, or starts it again, without anything that would hold it. */
    void start() {
        armedFor = null;
        start(List.of());
    }

    /** The same with a place to be killed at. */
    void armed(KillSwitch place) {
        armedFor = place;
        start(List.of(place.argument()));
    }

    private void start(List<String> arguments) {
        if (site.server().isAlive()) {
            site.server().stop();
        }
        site.startAgain(arguments);
        Await.until("the API", BOUND, () -> site.api().get("/health").status() > 0
                && site.api().get("/jobs").status() == 200);
    }

    /** Starts a job and gives its id. */
    String begin(String path, String request) {
        ApiAnswer started = site.api().post(path, request);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.locationId();
    }

    /** Waits for the end of a job, which must be this one; {@code completed} with warnings or without. */
    JsonNode end(String job, String state) {
        JsonNode ended = site.api().awaitJob(job, BOUND);
        assertThat(ended.path("state").asText().replace("-with-warnings", "")).as(ended.toPrettyString())
                .isEqualTo(state);
        return ended;
    }

    /** A job from beginning to end. */
    JsonNode complete(String path, String request) {
        return end(begin(path, request), "completed");
    }

    /** After a crash: the job knows that it was interrupted, and goes on. */
    void restart(String job) {
        Await.until("the interruption is known", BOUND, () -> site.api().job(job).json().path("state").asText()
                .equals("interrupted"));
        // what start-up does by itself comes first, such as closing the window
        Await.until("the job can be restarted", BOUND,
                () -> site.api().post("/jobs/" + job + "/restart").status() == 202);
    }

    /** Lets the thread go on that is held at a place. */
    void letGo() {
        assertThat(site.api().get("/openapi.json").status()).isEqualTo(200);
    }

    List<String> pausedQueues() {
        return queues().names().stream().filter(queues()::isPaused).toList();
    }

    /** Transactions in the log of the transaction manager: those that it has still to recover, as far as it knows. */
    List<String> loggedTransactions() {
        ModelNode log = Management.address("subsystem", "transactions", "log-store", "log-store");
        site.server().management(Operations.createOperation("probe", log));
        ModelNode children = Operations.createOperation("read-children-names", log);
        children.get("child-type").set("transactions");
        return site.server().management(children).asList().stream().map(ModelNode::asString).toList();
    }

    /** Names of messages as the other application gives them. */
    static List<String> ids(String prefix, int count) {
        return LongStream.range(0, count).mapToObj(number -> prefix + "-" + number).toList();
    }

    /** Where the messages of a queue lie in a set. */
    static String messageFile(String queue) {
        return "messages/" + QueueFileName.encode("jms.queue." + queue) + ".jsonl.gz";
    }

    /** The lines of a message file; all in memory. */
    static List<String> lines(Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
