package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;

/**
 * The first command of the README: makes a whole site, takes a backup through REST, ruins the installation and brings
 * it back. With the system property {@code keep} the servers stay up until the process is ended; with
 * {@code story=crash} it tells the second story instead.
 */
public final class Demo {

    /** The management client's libraries, whose greetings would stand between our lines. */
    private static final Logger QUIET = Logger.getLogger("org");

    private Demo() {
    }

    /** No arguments. Exit code 1 when not all is as it was in the end. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        QUIET.setLevel(Level.WARNING);
        System.setProperty("slf4j.internal.verbosity", "ERROR");
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
            say("");
            good = crash ? new CrashStory(site).tell() : new RestoreStory(site).tell();
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

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : format.formatted(values));
    }
}
