package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.QueueFileName;

/** A site whose dump programs can be held, and what the tests of this package do with it again and again. */
public final class Scene implements AutoCloseable {

    public static final Duration BOUND = Duration.ofMinutes(3);
    /** Where a backup with messages alone is enough. */
    public static final String MESSAGES = "{\"components\":[\"messages\"]}";

    private final Site site;
    private final DumpTools tools;

    private Scene(Site site, DumpTools tools) {
        this.site = site;
        this.tools = tools;
    }

    /** A site that is not started yet. */
    public static Scene create(Path folder) {
        Site site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(5));
        DumpTools tools = DumpTools.create(folder.resolve("tools"), site.database().toolsFolder());
        site.with("domibus.backup.database.tools", tools.folder().toString());
        return new Scene(site, tools);
    }

    public Site site() {
        return site;
    }

    public DumpTools tools() {
        return tools;
    }

    public BackupApi api() {
        return site.api();
    }

    /** Starts a backup and gives the job's id. */
    public String start(String request) {
        ApiAnswer started = api().startBackup(request);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.locationId();
    }

    /** Starts a backup that waits inside the quiet window, before its dump. */
    public String startHeld(String request) {
        tools.hold();
        String job = start(request);
        tools.awaitDump();
        return job;
    }

    /** Waits for the end of a job. */
    public JsonNode end(String job) {
        return api().awaitJob(job, BOUND);
    }

    /** Waits for the end of a job, which must be this one; {@code completed} with warnings or without. */
    public JsonNode end(String job, String state) {
        JsonNode ended = end(job);
        assertThat(ended.path("state").asText().replace("-with-warnings", "")).as(ended.toPrettyString())
                .isEqualTo(state);
        return ended;
    }

    /** Restarts a job. */
    public void restart(String job) {
        ApiAnswer answer = api().post("/jobs/" + job + "/restart");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    /** A backup from beginning to end. */
    public JsonNode backUp(String request) {
        return end(start(request), "completed");
    }

    /** Imports one queue of a set into where it came from, which must be empty, and gives the job's id. */
    public String startPort(String set, String queue) {
        ApiAnswer started = api().post("/backups/" + set + "/ports",
                "{\"queues\":[{\"from\":\"" + queue + "\"}],\"acceptDuplicates\":true}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.locationId();
    }

    /** Codes of all problems of a job, warnings left out. */
    public static List<String> codes(JsonNode job) {
        return StreamSupport.stream(job.path("problems").spliterator(), false)
                .filter(problem -> problem.path("severity").asText().equals("error"))
                .map(problem -> problem.path("code").asText()).toList();
    }

    /** Settings for the next job; they replace those of before. */
    public void settings(String... lines) {
        write(settingsFile(), String.join("\n", lines) + "\n");
    }

    /** A switch of the stand-in. */
    void faultOn(String name) {
        write(site.installation().standIn().resolve(name), "");
    }

    void faultOff(String name) {
        try {
            Files.deleteIfExists(site.installation().standIn().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything is as if nothing had ever happened: no fault, no window, Domibus at work. */
    public void cleanUp() {
        tools.letGo();
        tools.mend();
        faultOff("block-stop");
        faultOff("refuse-start");
        settings();
        ApiAnswer window = api().get("/quiet-window");
        if (window.status() == 200) {
            // or its job, let go, closes it
            Await.until("the quiet window can be closed", BOUND, () -> api().get("/quiet-window").status() == 404
                    || api().delete("/quiet-window").status() == 204);
        }
        assertDomibusIsBack();
    }

    /** Waits until nobody holds the window, and finds Domibus answering and no queue paused. */
    public void awaitDomibusBack() {
        Await.until("Domibus is back", BOUND,
                () -> api().get("/quiet-window").status() == 404 && site.domibus().answers());
        assertDomibusIsBack();
    }

    public void assertDomibusIsBack() {
        assertThat(api().get("/quiet-window").status()).isEqualTo(404);
        assertThat(site.domibus().answers()).isTrue();
        assertThat(pausedQueues()).isEmpty();
    }

    /** Domibus does not answer, its queues are paused, and GET /quiet-window shows the window of the job. */
    public JsonNode assertHeld(String job) {
        ApiAnswer window = api().get("/quiet-window");
        assertThat(window.status()).as(window.body()).isEqualTo(200);
        assertThat(window.json().path("job").asText()).isEqualTo(job);
        assertThat(site.domibus().answers()).isFalse();
        assertThat(pausedQueues()).contains("DomibusBusinessMessageInQueue", "DomibusDLQ");
        return window.json();
    }

    public List<String> pausedQueues() {
        return site.server().queues().names().stream().filter(site.server().queues()::isPaused).toList();
    }

    public Path folderOf(JsonNode job) {
        assertThat(job.hasNonNull("set")).as(job.toPrettyString()).isTrue();
        return site.repository().resolve(job.path("set").asText());
    }

    /** The set of a job proves itself without us, and its manifest is served. */
    public JsonNode assertSealed(JsonNode job) {
        Path set = folderOf(job);
        assertThat(set).isDirectory();
        assertThat(set.resolveSibling(set.getFileName() + ".partial")).doesNotExist();
        ChildProcess.run(new ProcessBuilder("sha256sum", "--check", "--quiet", "SHA256SUMS")
                .directory(set.toFile()), Duration.ofMinutes(1));
        ApiAnswer manifest = api().get("/backups/" + job.path("set").asText());
        assertThat(manifest.status()).as(manifest.body()).isEqualTo(200);
        return manifest.json();
    }

    /** What the manifest says of a queue. */
    public static JsonNode queue(JsonNode manifest, String resource) {
        return StreamSupport.stream(manifest.path("queues").spliterator(), false)
                .filter(queue -> queue.path("resource").asText().equals(resource)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + resource + " in " + manifest.path("queues")));
    }

    /** The messages of a queue in a set. */
    public List<PortableMessage> messages(JsonNode job, String queue) {
        List<PortableMessage> messages = new ArrayList<>();
        try (MessageFileReader reader = MessageFileReader.open(messageFile(job, queue))) {
            reader.forEachRemaining(messages::add);
        }
        return messages;
    }

    public Path messageFile(JsonNode job, String queue) {
        return folderOf(job).resolve(messageFile(queue));
    }

    /** Where the messages of a queue lie in a set. */
    public static String messageFile(String queue) {
        return "messages/" + QueueFileName.encode("jms.queue." + queue) + ".jsonl.gz";
    }

    /** The application's own ids of the messages of a queue in a set. */
    public List<String> ids(JsonNode job, String queue) {
        return messages(job, queue).stream()
                .map(message -> String.valueOf(message.properties().get("MESSAGE_ID").value())).toList();
    }

    private Path settingsFile() {
        return site.installation().configuration().resolve("domibus-backup.properties");
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
