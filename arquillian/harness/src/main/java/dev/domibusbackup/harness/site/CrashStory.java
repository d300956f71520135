package dev.domibusbackup.harness.site;

import java.time.Duration;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;

/**
 * The second story of the README, as it really happens: the server is killed while Domibus is stopped for a backup,
 * started again by the operator, and the job is restarted.
 */
final class CrashStory {

    private static final Duration BOUND = Duration.ofMinutes(5);

    private final Site site;

    CrashStory(Site site) {
        this.site = site;
    }

    /** Tells the story; whether it ended well. */
    boolean tell() {
        say("$ curl -u olga -H 'Content-Type: application/json' -d '{\"label\":\"nightly\"}' …/backups");
        ApiAnswer started = site.api().startBackup("{\"label\":\"nightly\"}");
        String job = started.locationId();
        say("%s", started.body());
        Await.until("the quiet window", BOUND, () -> site.api().get("/quiet-window").status() == 200);
        say("$ curl -u olga …/quiet-window");
        JsonNode window = site.api().get("/quiet-window").json();
        say("{\"purpose\":%s,\"job\":%s,\"state\":%s,\"openedAt\":%s, …}", window.path("purpose"), window.path("job"),
                window.path("state"), window.path("openedAt"));
        say("");
        say("$ kill -9 %d          # the server dies while Domibus is stopped", site.server().pid());
        site.server().kill();
        say("$ bin/standalone.sh …  # and is started again");
        site.server().startAgain();
        Await.until("Domibus", BOUND, () -> site.domibus().answers());
        Await.until("the end of the window", BOUND, () -> site.api().get("/quiet-window").status() == 404);
        log("Quiet window .* was left open");
        log("Quiet window .* is closed");
        say("");
        say("$ curl -u olga …/jobs/%s", job);
        show(site.api().job(job).json());
        say("$ curl -u olga -X POST …/jobs/%s/restart", job);
        say("%d", site.api().post("/jobs/" + job + "/restart").status());
        JsonNode end = site.api().awaitJob(job, BOUND);
        say("$ curl -u olga …/jobs/%s", job);
        show(end);
        return end.path("state").asText().startsWith("completed");
    }

    private void log(String of) {
        site.server().log().find(Pattern.compile(of)).ifPresent(line -> say("%s", line.replaceAll("\\s+", " ")));
    }

    private static void show(JsonNode job) {
        say("state: %s, set: %s", job.path("state").asText(), job.path("set").asText());
        for (JsonNode execution : job.path("executions")) {
            say("  execution %d: %s", execution.path("id").asLong(), execution.path("status").asText());
        }
        for (JsonNode problem : job.path("problems")) {
            say("  %s: %s", problem.path("code").asText(), problem.path("fact").asText());
            say("  HINT: %s", problem.path("hint").asText());
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }
}
