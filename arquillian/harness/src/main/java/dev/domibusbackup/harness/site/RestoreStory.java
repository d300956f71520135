package dev.domibusbackup.harness.site;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;

/** The first story of the README, as it really happens: a backup, an upgrade that goes wrong, and the way back. */
final class RestoreStory {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final List<String> QUEUES = List.of("DomibusBusinessMessageOutQueue", "DomibusDLQ");

    private final Site site;

    RestoreStory(Site site) {
        this.site = site;
    }

    /** Tells the story of a set that was just taken; whether all is again as it was. */
    boolean tell(String set, Snapshot before) {
        say("");
        say("An upgrade goes wrong: tables dropped, added and changed, payloads deleted, configuration changed, queues "
                + "emptied.");
        new Destruction(site).everything();
        Snapshot broken = Snapshot.of(site, QUEUES);
        String path = "/backups/" + set + "/restores";
        say("");
        JsonNode rehearsal = run(path, "{\"rehearsal\":true,\"deep\":true}");
        JsonNode report = rehearsal.path("report");
        report.path("databases").forEach(schema -> say("  schema %s: %d rows, new here and gone then: %s, missing: %s",
                schema.path("schema").asText(), schema.path("rows").asLong(), schema.path("added"),
                schema.path("missing")));
        report.path("folders").forEach(folder -> say("  %s: %d files to add, %d to change, %d to remove",
                folder.path("path").asText(), folder.path("toAdd").asLong(), folder.path("toChange").asLong(),
                folder.path("toRemove").asLong()));
        report.path("deep").forEach(check -> say("  %s: %s, %s", check.path("what").asText(),
                check.path("result").asText(), check.path("detail").asText()));
        long received = report.path("price").path("receivedSince").asLong();
        say("  price: %s", report.path("price"));
        say("");
        JsonNode restore = run(path, "{\"confirm\":{\"set\":\"%s\",\"receivedSince\":%d}}".formatted(set, received));
        if (!restore.path("state").asText().startsWith("completed")) {
            return false;
        }
        restore.at("/report/health").forEach(check -> say("  %s: %s", check.path("what").asText(),
                check.path("result").asText()));
        say("  safety set: %s", restore.at("/report/safetySet").asText());
        Snapshot after = Snapshot.of(site, QUEUES);
        table(before, broken, after);
        List<String> differences = before.differences(after);
        say(differences.isEmpty() ? "All is as it was." : "NOT AS IT WAS: " + differences);
        return differences.isEmpty();
    }

    static Snapshot snapshot(Site site) {
        return Snapshot.of(site, QUEUES);
    }

    private JsonNode run(String path, String body) {
        say("POST %s %s", site.server().uri("/domibus-backup/api" + path), body);
        ApiAnswer started = site.api().post(path, body);
        if (started.status() != 202) {
            throw new IllegalStateException(started.status() + " " + started.body());
        }
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        say("Job %s: %s", job.path("id").asText(), job.path("state").asText());
        job.path("problems").forEach(problem -> say("  %s %s %s", problem.path("severity").asText(),
                problem.path("code").asText(), problem.path("fact").asText()));
        return job;
    }

    /** What had changed, and what became of it. */
    private static void table(Snapshot before, Snapshot broken, Snapshot after) {
        TreeSet<String> names = new TreeSet<>(before.parts().keySet());
        names.addAll(broken.parts().keySet());
        names.addAll(after.parts().keySet());
        say("");
        say("  %-44s %-36s %-36s %s", "", "before", "upgrade", "restored");
        names.stream().filter(name -> !before.told(name).equals(broken.told(name))
                || !before.told(name).equals(after.told(name))).forEach(name -> say("  %-44s %-36s %-36s %s", name,
                before.told(name), broken.told(name), after.told(name)));
        say("");
    }

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }
}
