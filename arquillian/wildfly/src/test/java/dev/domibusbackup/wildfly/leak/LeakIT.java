package dev.domibusbackup.wildfly.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.wildfly.quiet.DumpTools;

/**
 * Ten times our EAR is deployed, works, and is undeployed; after each time nothing of it is left in the server. Nobody
 * but idle threads of the server itself holds a class loader of ours: that says it of everything that could refer to
 * one, MBeans, shutdown hooks, drivers, loggers, registrations with the transaction manager, thread locals, caches.
 */
@Tag("full")
class LeakIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int ROUNDS = 10;
    /** Rounds in which it is undeployed while a job is at work. */
    private static final Set<Integer> CUT_OFF = Set.of(2, 7);
    private static final Set<Integer> RESTORING = Set.of(1, 6);
    /** The JDK's HTTP client ends its thread when the collector has found that nobody has the client any more. */
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final String OUT = "java:/jms/domibus.backend.jms.outQueue";
    /**
     * Deployments that threads of the server may keep: the last tasks of two idle HTTP threads and of two batch
     * threads, and the first deployment in the thread of H2.
     */
    private static final int MOST_KEPT = 5;

    @TempDir
    static Path folder;
    private static Site site;
    private static DumpTools tools;
    private static Path temporary;
    private static String ear;

    @BeforeAll
    static void site_with_a_temporary_folder_of_its_own() throws IOException {
        temporary = Files.createDirectories(folder.resolve("tmp"));
        tools = DumpTools.create(folder.resolve("tools"), BuildOutput.mariadb().resolve("bin"));
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50))
                .with("domibus.backup.database.tools", tools.folder().toString())
                .with("java.io.tmpdir", temporary.toString())
                .start(Remains.NO_SOFT_REFERENCES);
        ear = site.server().management(children()).asList().stream().map(name -> name.asString())
                .filter(name -> name.startsWith("domibus-backup")).findFirst().orElseThrow();
    }

    private static ModelNode children() {
        ModelNode names = Operations.createOperation("read-children-names", Management.address());
        names.get("child-type").set("deployment");
        return names;
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void after_ten_times_of_work_nothing_of_ours_is_left_in_the_server() throws Exception {
        Remains remains = new Remains(site.server());
        assertThat(remains.classLoaders()).as("a look that sees us while we are there").isNotEmpty();
        work(0);
        operation("undeploy");
        Set<String> temporaryBefore = Remains.files(temporary);
        List<String> serverBefore = serverFiles();

        Map<Integer, String> kept = new TreeMap<>();
        Map<String, List<String>> left = new TreeMap<>();
        Set<String> dataBefore = Remains.files(data());
        for (int round = 1; round <= ROUNDS; round++) {
            operation("deploy");
            Await.until("Domibus, whatever the round before left", BOUND, () -> site.domibus().answers()
                    && site.api().get("/quiet-window").status() == 404);
            assertThat(site.api().get("/health").status()).isEqualTo(200);
            assertThat(site.api().get("/installation").status()).isEqualTo(200);
            if (CUT_OFF.contains(round)) {
                undeployAtWork(round);
            } else {
                work(round);
                operation("undeploy");
            }
            awaitNothing(remains);
            note(left, "threads", round, remains.threads());
            Holders holders = holders(remains, round);
            kept.put(round, holders.deployments() + " by " + holders.servers());
            note(left, "class loaders", round, holders.leaks());
            assertThat(holders.deployments()).as("%s", kept).isLessThanOrEqualTo(MOST_KEPT);
            assertThat(holders.servers().isEmpty()).as("a deployment that nobody keeps: %s", kept)
                    .isEqualTo(holders.deployments() == 0);
            note(left, "open files", round, remains.openFiles());
            note(left, "programs", round, remains.programs());
            note(left, "temporary files", round, without(Remains.files(temporary), temporaryBefore));
            List<String> serverFiles = serverFiles();
            serverBefore.forEach(serverFiles::remove);
            note(left, "files of the server", round, serverFiles);
            Set<String> data = without(Remains.files(data()), dataBefore);
            if (CUT_OFF.contains(round)) {
                assertThat(data).as("what the next deployment brings Domibus back by").contains("quiet-window.json");
                data.remove("quiet-window.json");
            }
            note(left, "data", round, data);
        }
        assertThat(left).as("kept by round: %s", kept).isEmpty();
    }

    private static void work(int round) throws Exception {
        site.otherApplication().send(OUT, 50, "size=1024");
        String set = end(site.api().startBackup("{\"label\":\"round-" + round + "\"}")).path("set").asText();
        end(site.api().post("/backups/" + set + "/verifications", "{}"));
        if (RESTORING.contains(round)) {
            end(site.api().post("/backups/" + set + "/restores",
                    "{\"confirm\":{\"set\":\"" + set + "\",\"receivedSince\":0}}"));
        }
    }

    /** The job's end as its events tell it. */
    private static JsonNode end(ApiAnswer started) throws Exception {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String id = started.locationId();
        ApiAnswer events = site.api().get("/jobs/" + id + "/events");
        assertThat(events.body()).as(events.toString()).contains("data:");
        JsonNode end = site.api().awaitJob(id, BOUND);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).startsWith("completed");
        return end;
    }

    /** In the quiet window, with a client that listens to events; the next round finds Domibus back. */
    private static void undeployAtWork(int round) throws Exception {
        CompletableFuture<ApiAnswer> events;
        tools.hold();
        try {
            String id = site.api().startBackup("{\"label\":\"cut-off-" + round + "\"}").locationId();
            tools.awaitDump();
            events = CompletableFuture.supplyAsync(() -> site.api().get("/jobs/" + id + "/events"));
            operation("undeploy");
        } finally {
            tools.letGo();
        }
        events.handle((answer, cutOff) -> true).get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns early when nothing is left; what still is after this is judged by who looks next. */
    private static void awaitNothing(Remains remains) {
        long end = System.nanoTime() + IDLE.toNanos();
        while (System.nanoTime() < end && !remains.threads().isEmpty()) {
            remains.classLoaders();
        }
    }

    /** Ended schedules stay in the server's queue until their next time would have come. */
    private static Holders holders(Remains remains, int round) {
        long end = System.nanoTime() + IDLE.toNanos();
        for (int look = 1;; look++) {
            Holders holders = remains.holders(folder.resolve("round-" + round + "-" + look + ".hprof"));
            if (holders.leaks().isEmpty() || System.nanoTime() > end) {
                return holders;
            }
        }
    }

    private static Path data() {
        return site.server().dataDir().resolve("domibus-backup");
    }

    /** The server gives the same file another name each time it deploys something: the names without their numbers. */
    private static List<String> serverFiles() {
        return new ArrayList<>(Remains.files(site.server().home().folder().resolve("standalone/tmp")).stream()
                .map(name -> name.replaceAll("-?[0-9a-f]{12,16}", "#")).toList());
    }

    private static Set<String> without(Set<String> now, Set<String> before) {
        now.removeAll(before);
        return now;
    }

    private static void note(Map<String, List<String>> left, String what, int round, Collection<String> found) {
        if (!found.isEmpty()) {
            left.computeIfAbsent(what, key -> new ArrayList<>()).add("after round " + round + ": " + found);
        }
    }

    private static void operation(String name) {
        Runnable act = () -> site.server().management(
                Operations.createOperation(name, Management.address("deployment", ear)));
        if (name.equals("undeploy")) {
            site.server().undeploying(act);
        } else {
            act.run();
        }
    }
}
