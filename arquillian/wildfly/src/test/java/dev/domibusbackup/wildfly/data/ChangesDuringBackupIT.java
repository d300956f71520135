package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.site.Site;

/**
 * What Domibus does to its files between the warm copy and the cut. Its work is held by messages that block until the
 * job waits for Domibus to stop: by then the warm copy is done, and Domibus ends what it has begun.
 */
class ChangesDuringBackupIT {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String DUMP = "databases/domibus.sql.gz";

    @TempDir
    private static Path folder;
    private static Site site;
    private static DomibusDomain domain;
    private static Path sent;
    private static Path goneSince;
    private static Path newSince;
    private static SealedSet set;

    @BeforeAll
    static void takeOneBackupWhileDomibusWorks() throws IOException {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(5)).start();
        domain = site.installation().domain("default");
        goneSince = payloadOfAMessageThatIsBeingSent();
        sent = fileThatIsBeingSent();
        site.otherApplication().send("java:/jms/domibus.internal.alert.queue", 1, "prefix=new", "action=block");
        for (String queue : List.of("DomibusSendMessageQueue", "DomibusFSPluginSendQueue",
                "DomibusAlertMessageQueue")) {
            Await.until("work on " + queue, BOUND, () -> site.server().queues().delivering(queue) == 1);
        }
        Set<Path> before = new TreeSet<>(Facts.files(domain.payloads()));

        Backups backups = new Backups(site);
        String job = backups.start("{\"after\":\"stay-stopped\"}");
        backups.awaitStep(job, "open-quiet-window");
        Files.writeString(domain.fileSystemMessages().resolve("OUT/draft/metadata.xml"), "<UserMessage/>");
        Files.createFile(site.installation().standIn().resolve("release"));
        set = backups.completed(job);

        Set<Path> after = new TreeSet<>(Facts.files(domain.payloads()));
        after.removeAll(before);
        assertThat(after).hasSizeGreaterThanOrEqualTo(2);
        newSince = after.iterator().next();
    }

    /** Its dispatch deletes the payload, as domibus.sendMessage.success.delete.payload says. */
    private static Path payloadOfAMessageThatIsBeingSent() {
        Set<Path> before = new TreeSet<>(Facts.files(domain.payloads()));
        site.otherApplication().send("java:/jms/domibus.backend.jms.inQueue", 1, "prefix=pay");
        Path payload = Await.value("the payload of a message", BOUND, () -> Facts.files(domain.payloads()).stream()
                .filter(file -> !before.contains(file)).findFirst());
        Await.until("its row", BOUND, () -> site.domibus().agreement().path("agrees").asBoolean());
        site.otherApplication().send("java:/jms/domibus.internal.dispatch.queue", 1, "prefix=pay", "action=block");
        return payload;
    }

    /** As the FS plugin's worker does: a lock beside the file, a message in the send queue. */
    private static Path fileThatIsBeingSent() throws IOException {
        Path file = domain.fileSystemMessages().resolve("OUT/late/late.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<invoice/>");
        Files.createFile(file.resolveSibling("late.xml.lock"));
        site.otherApplication().send("java:/jms/domibus.fsplugin.send.queue", 1, "prefix=fs", "action=block",
                "file=" + file);
        return file;
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_file_sent_from_out_while_the_job_runs_is_not_in_the_set_as_unsent() {
        assertThat(sent).doesNotExist();
        assertThat(set.dumpHas(DUMP, "late.xml")).isTrue();
        assertThat(set.names("payloads/default-fs-plugin.tar.gz")).isNotEmpty()
                .noneMatch(name -> name.contains("late.xml"));
        assertThat(set.queue("DomibusFSPluginSendQueue").path("taken").asLong())
                .isEqualTo(set.names("payloads/default-fs-plugin.tar.gz").stream()
                        .filter(name -> name.endsWith(".lock")).count());
    }

    @Test
    void a_file_of_out_is_in_the_set_either_as_file_or_as_row_of_the_database() {
        boolean asFile = set.names("payloads/default-fs-plugin.tar.gz").stream()
                .anyMatch(name -> name.endsWith("OUT/draft/invoice.xml"));
        boolean asRow = set.dumpHas(DUMP, "'invoice.xml'");
        assertThat(asFile).as("as file: %s, as row: %s", asFile, asRow).isNotEqualTo(asRow);
    }

    @Test
    void a_payload_deleted_between_warm_copy_and_cut_is_not_restored_and_a_new_one_is() {
        assertThat(goneSince).doesNotExist();
        assertThat(set.names("payloads/default-payload.tar.gz")).contains("./" + goneSince.getFileName())
                .doesNotContain("./" + newSince.getFileName());

        Path restored = folder.resolve("restored");
        String commands = new Instructions(set.instructions()).commandsOf("payload of default");
        assertThat(commands).contains(quoted(domain.payloads()));
        set.sh(commands.replace(quoted(domain.payloads()), quoted(restored)));

        assertThat(restored.resolve(goneSince.getFileName())).doesNotExist();
        assertThat(restored.resolve(newSince.getFileName())).exists();
        assertThat(Facts.tree(restored)).isEqualTo(Facts.tree(domain.payloads()));
    }

    @Test
    void every_folder_is_restored_as_it_was_at_the_cut() {
        for (String kind : List.of("earchive", "temporary", "fs-plugin")) {
            Path original = switch (kind) {
                case "earchive" -> domain.eArchive();
                case "temporary" -> domain.temporary();
                default -> domain.fileSystemMessages();
            };
            Path restored = folder.resolve("restored-" + kind);
            String commands = new Instructions(set.instructions()).commandsOf(kind + " of default");
            set.sh(commands.replace(quoted(original), quoted(restored)));
            assertThat(Facts.tree(restored)).as(kind).isEqualTo(Facts.tree(original));
        }
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }
}
