package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.rest.ApiAnswer;

/**
 * The first command of the README: makes a whole site, takes a backup through REST, ruins the installation and brings it back. With the
 * system property {@code keep} the servers stay up until the process is ended; with {@code story=crash} it tells the
 * second story instead.
 */
public final class Demo {

    private static final Duration BOUND = Duration.ofMinutes(5);

    /** The management client's libraries, whose greetings would stand between our lines. */
    private static final Logger QUIET = Logger.getLogger("org");

    private Demo() {
    }

    /** No arguments. Exit code 1 when the backup did not end well. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        QUIET.setLevel(Level.WARNING);
        Path folder = Files.createDirectories(BuildOutput.scratch()).resolve("demo");
        Folders.delete(folder);
        say("Preparing WildFly, MariaDB and a stand-in Domibus with data in %s ...", folder);
        Site site = Site.create(folder, domibus -> domibus.payloadFiles(200).rows(500));
        boolean crash = "crash".equals(System.getProperty("story"));
        if (crash) {
            // long enough to kill the server meanwhile
            site.with("standin.stop.seconds", "3");
        }
        boolean good;
        try {
            site.start();
            site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 1000, "size=1024");
            site.otherApplication().send("java:/jms/domibus.DLQ", 25);
            if (crash) {
                site.otherApplication().send("java:/jms/domibus.backend.jms.inQueue", 3, "action=rollback");
            }
            say("Domibus answers at %s", site.server().uri("/domibus/rest/application/info"));
            good = crash ? new CrashStory(site).tell() : backUp(site);
            if (System.getProperty("keep") != null) {
                stayUp(site);
            }
        } finally {
            site.stop();
        }
        say("The servers are stopped; the set stays until the next run.");
        if (!good) {
            System.exit(1);
        }
    }

    private static void stayUp(Site site) throws InterruptedException {
        say("");
        say("The servers stay up. Try:");
        say("  curl -u %s:%s %s", Site.OPERATOR, Site.OPERATOR_PASSWORD,
                site.server().uri("/domibus-backup/api/installation"));
        say("Press Ctrl+C to end.");
        new CountDownLatch(1).await();
    }

    private static boolean backUp(Site site) throws IOException {
        Snapshot before = RestoreStory.snapshot(site);
        String body = "{\"label\":\"before-upgrade\"}";
        say("");
        say("POST %s %s", site.server().uri("/domibus-backup/api/backups"), body);
        ApiAnswer started = site.api().startBackup(body);
        if (started.status() != 202) {
            say("%d %s", started.status(), started.body());
            return false;
        }
        say("202 Location: %s", started.header("Location"));
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        say("Job %s: %s", job.path("id").asText(), job.path("state").asText());
        job.path("problems").forEach(problem -> say("  %s %s %s HINT: %s", problem.path("severity").asText(),
                problem.path("code").asText(), problem.path("fact").asText(), problem.path("hint").asText()));
        if (!job.path("state").asText().startsWith("completed")) {
            return false;
        }
        String set = job.path("set").asText();
        show(site, set);
        return new RestoreStory(site).tell(set, before) && site.domibus().answers();
    }

    private static void show(Site site, String id) throws IOException {
        JsonNode manifest = site.api().get("/backups/" + id).json();
        Path set = site.repository().resolve(id);
        say("");
        say("The sealed set %s:", set);
        try (Stream<Path> files = Files.walk(set)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
            for (Path file : sorted) {
                say("  %10d  %s", Files.size(file), set.relativize(file));
            }
        }
        say("");
        for (JsonNode queue : manifest.path("queues")) {
            if (queue.path("taken").asLong() > 0) {
                say("  %-50s %6d messages (broker: %d ready + %d scheduled)", queue.path("resource").asText(),
                        queue.path("taken").asLong(), queue.path("ready").asLong(), queue.path("scheduled").asLong());
            }
        }
        for (JsonNode database : manifest.path("databases")) {
            long rows = 0;
            for (JsonNode table : database.path("rows")) {
                rows += table.asLong();
            }
            say("  %-50s %6d rows in %d tables, equal in database and dump", database.path("schema").asText(), rows,
                    database.path("rows").size());
        }
        for (JsonNode part : manifest.path("folders")) {
            say("  %-50s %6d files, %d bytes", part.path("archive").asText(), part.path("files").asLong(),
                    part.path("bytes").asLong());
        }
        say("");
        say("Domibus was unavailable for %s.", manifest.path("quietWindow").path("unavailable").asText());
    }

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }
}
