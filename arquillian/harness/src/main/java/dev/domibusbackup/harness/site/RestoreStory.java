package dev.domibusbackup.harness.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;

/** The first story of the README, as it really happens: a backup, an upgrade that goes wrong, and the way back. */
final class RestoreStory {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final List<String> QUEUES = List.of("DomibusBusinessMessageOutQueue", "DomibusDLQ");
    /** Of the columns of the table; the last one is as wide as it needs to be. */
    private static final String ROW = "  %-38s %-30s %-30s %s";

    private final Site site;

    RestoreStory(Site site) {
        this.site = site;
    }

    /** Tells the story; whether all is as it was in the end. */
    boolean tell() {
        Snapshot before = snapshot();
        JsonNode backup = run("/backups", "{\"label\":\"before-upgrade\"}");
        if (failed(backup)) {
            return false;
        }
        String set = backup.path("set").asText();
        content(site.api().get("/backups/" + set).json());
        say("");
        say("The upgrade to %s goes wrong: tables dropped, emptied, changed and added, payloads deleted, configuration",
                Destruction.NEWER);
        say("changed, a queue emptied.");
        Destruction destruction = new Destruction(site);
        destruction.upgrade();
        destruction.everything();
        Snapshot broken = snapshot();
        String path = "/backups/" + set + "/restores";
        say("");
        JsonNode rehearsal = run(path, "{\"rehearsal\":true,\"deep\":true}");
        if (failed(rehearsal)) {
            return false;
        }
        rehearsed(rehearsal.path("report"));
        long received = rehearsal.at("/report/price/receivedSince").asLong();
        say("");
        JsonNode restore = run(path, "{\"confirm\":{\"set\":\"%s\",\"receivedSince\":%d}}".formatted(set, received));
        if (failed(restore)) {
            return false;
        }
        say("  health: %s", list(restore.at("/report/health"), check -> check.path("what").asText() + " "
                + check.path("result").asText()));
        say("  safety set, which takes this restore back: %s", restore.at("/report/safetySet").asText());
        Snapshot after = snapshot();
        table(before, broken, after);
        List<String> differences = before.differences(after);
        say(differences.isEmpty() ? "All is as it was: %d parts compared, of which %d had changed." : "NOT AS IT WAS: "
                + differences, before.parts().size(), before.differences(broken).size());
        return differences.isEmpty() && site.domibus().answers();
    }

    private Snapshot snapshot() {
        return Snapshot.of(site, QUEUES).with("Domibus", "version " + site.domibus().version());
    }

    private JsonNode run(String path, String body) {
        say("$ curl -u %s -H 'Content-Type: application/json' -d '%s' …%s", Site.OPERATOR, body, path);
        ApiAnswer started = site.api().post(path, body);
        if (started.status() != 202) {
            throw new IllegalStateException(started.status() + " " + started.body());
        }
        say("%s", started.body().replace(site.server().uri("/domibus-backup/api").toString(), "…"));
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        say("$ curl -u %s …/jobs/%s", Site.OPERATOR, started.locationId());
        say("  %s", job.path("state").asText());
        return job;
    }

    /** Tells what went wrong in full, and warnings by their codes. */
    private static boolean failed(JsonNode job) {
        Map<String, Long> warnings = new LinkedHashMap<>();
        for (JsonNode problem : job.path("problems")) {
            String code = problem.path("code").asText();
            if (problem.path("severity").asText().equals("warning")) {
                warnings.merge(code, 1L, Long::sum);
            } else {
                say("  %s: %s", code, problem.path("fact").asText());
                say("  HINT: %s", problem.path("hint").asText());
            }
        }
        if (!warnings.isEmpty()) {
            say("  warnings: %s", warnings.entrySet().stream().map(warning -> warning.getKey()
                    + (warning.getValue() > 1 ? " x " + warning.getValue() : "")).collect(Collectors.joining(", ")));
        }
        return !job.path("state").asText().startsWith("completed");
    }

    private void content(JsonNode manifest) {
        say("  set:       %s", site.repository().resolve(manifest.path("id").asText()));
        say("  messages:  %s", list(manifest.path("queues"), queue -> queue.path("taken").asLong() == 0 ? ""
                : queue.path("resource").asText() + " " + queue.path("taken").asLong()));
        say("  databases: %s", list(manifest.path("databases"), schema -> "%s, %d rows in %d tables".formatted(
                schema.path("schema").asText(), sum(schema.path("rows")), schema.path("rows").size())));
        say("  files:     %s", list(manifest.path("folders"), folder -> folder.path("kind").asText() + " "
                + folder.path("files").asLong()));
        say("  Domibus was unavailable for %s.", manifest.at("/quietWindow/unavailable").asText());
    }

    private static void rehearsed(JsonNode report) {
        report.path("databases").forEach(schema -> say(
                "  schema %s: %d rows come back; gone then: %s; missing here: %s",
                schema.path("schema").asText(), schema.path("rows").asLong(),
                list(schema.path("added"), JsonNode::asText), list(schema.path("missing"), JsonNode::asText)));
        for (JsonNode folder : report.path("folders")) {
            long changes = folder.path("toAdd").asLong() + folder.path("toChange").asLong()
                    + folder.path("toRemove").asLong();
            if (changes > 0) {
                say("  %s: %d files come back, %d change, %d go", folder.path("kind").asText(),
                        folder.path("toAdd").asLong(), folder.path("toChange").asLong(),
                        folder.path("toRemove").asLong());
            }
        }
        for (JsonNode queue : report.path("queues")) {
            if (queue.path("messages").asLong() + queue.path("existing").asLong() > 0) {
                say("  %s: %d messages in the set, %d here", queue.path("queue").asText(),
                        queue.path("messages").asLong(), queue.path("existing").asLong());
            }
        }
        say("  %s: %s in the set, %s here", report.at("/application/deployment").asText(),
                report.at("/application/version").asText(), report.at("/application/versionNow").asText());
        say("  differs of the server: %s", list(report.at("/server/differs"), JsonNode::asText));
        say("  tried: %s", list(report.path("deep"), check -> check.path("what").asText().replaceFirst(" /.*", "")
                + " " + check.path("result").asText()));
        say("  price: %s", report.path("price"));
        say("  estimated: %s", report.path("estimated").asText("unknown"));
    }

    /** What had changed, and what became of it. */
    private static void table(Snapshot before, Snapshot broken, Snapshot after) {
        Collection<String> names = new TreeSet<>(before.parts().keySet());
        names.addAll(broken.parts().keySet());
        names.addAll(after.parts().keySet());
        say("");
        say(ROW, "", "before", "after the upgrade", "restored");
        names.stream().filter(name -> !before.told(name).equals(broken.told(name))
                        || !before.told(name).equals(after.told(name)))
                .forEach(name -> say(ROW, name, before.told(name), broken.told(name), after.told(name)));
        say("");
    }

    private interface Told {
        String of(JsonNode node);
    }

    private static String list(JsonNode nodes, Told told) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(told.of(node)));
        texts.removeIf(String::isEmpty);
        return texts.isEmpty() ? "nothing" : String.join(", ", texts);
    }

    private static long sum(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false).mapToLong(JsonNode::asLong).sum();
    }

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }
}
