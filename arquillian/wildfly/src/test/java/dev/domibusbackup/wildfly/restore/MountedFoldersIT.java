package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.site.Site;

/** A folder of Domibus that is a mount point, with little room in it; where the system lets a test mount something. */
@Tag("full")
class MountedFoldersIT {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String MOUNT = "mount -t tmpfs -o size=32m,mode=755 tmpfs \"$0\" && exec \"$@\"";
    private static final int LARGE = 20 << 20;

    @TempDir
    private static Path folder;
    private static Site site;
    private static Restores restores;
    private static Path mounted;
    private static byte[] content;
    private static String set;

    @BeforeAll
    static void mountAndTakeASet() throws IOException {
        assumeTrue(mounts(folder), "a file system can be mounted");
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(5));
        restores = new Restores(site);
        Path temporary = site.installation().domains().get(0).temporary();
        site.server().launchedBy("unshare", "-m", "sh", "-c", MOUNT, temporary.toString());
        site.start();
        mounted = seenByTheServer(temporary);
        content = new byte[LARGE];
        new Random(42).nextBytes(content);
        Files.write(mounted.resolve("large.zip"), content);
        set = restores.backUp("{\"components\":[\"payloads\"]}");
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    private static boolean mounts(Path place) {
        try {
            ChildProcess.run(new ProcessBuilder("unshare", "-m", "sh", "-c", MOUNT, place.toString(), "true"), BOUND);
            return true;
        } catch (RuntimeException notAllowedOrNotThere) {
            return false;
        }
    }

    private static Path seenByTheServer(Path path) {
        return Path.of("/proc/" + site.server().pid() + "/root" + path);
    }

    @Test
    void no_room_is_found_before_domibus_is_stopped_and_with_room_the_content_of_the_mount_is_replaced()
            throws IOException {
        String request = Restores.confirmed(set, 0, "");
        try (Watch watch = new Watch(site)) {
            for (String refused : List.of(request, "{\"rehearsal\":true}")) {
                JsonNode job = restores.run(set, refused);
                assertThat(Restores.errors(job)).as(job.toPrettyString()).containsExactly("DB-RST-037");
                assertThat(job.path("problems").toString())
                        .contains(site.installation().domains().get(0).temporary().toString());
            }
            assertThat(watch.silences()).isZero();
        }

        Files.delete(mounted.resolve("large.zip"));
        JsonNode job = restores.end(restores.start(set, request), "completed");
        assertThat(Restores.warnings(job)).contains("DB-RST-039");
        assertThat(job.path("problems").toString()).contains("mount");
        assertThat(Files.readAllBytes(mounted.resolve("large.zip"))).isEqualTo(content);
        // Java looks the mount up in the table of this process, which does not have it
        assertThat(ChildProcess.run(new ProcessBuilder("stat", "-f", "-c", "%T", mounted.toString()), BOUND).strip())
                .isEqualTo("tmpfs");
        assertThat(mounted.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void what_is_mounted_inside_a_folder_keeps_it_from_being_replaced() throws IOException {
        Path inside = site.installation().domains().get(0).payloads().resolve("inside");
        Files.createDirectories(seenByTheServer(inside));
        String server = Long.toString(site.server().pid());
        ChildProcess.run(new ProcessBuilder("nsenter", "-t", server, "-m", "mount", "-t", "tmpfs", "tmpfs",
                inside.toString()), BOUND);
        try {
            JsonNode job = restores.run(set, Restores.confirmed(set, 0, ""));
            assertThat(Restores.errors(job)).as(job.toPrettyString()).contains("DB-RST-036");
            assertThat(job.path("problems").toString()).contains(inside.toString());
            assertThat(site.domibus().answers()).isTrue();
        } finally {
            ChildProcess.run(new ProcessBuilder("nsenter", "-t", server, "-m", "umount", inside.toString()), BOUND);
            Files.delete(seenByTheServer(inside));
        }
    }
}
