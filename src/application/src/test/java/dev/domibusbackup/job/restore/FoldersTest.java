package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Payload folders inside the configuration folder stay when the configuration is replaced. */
class FoldersTest {

    private static final String ARCHIVE = "messages/" + WindowScene.A + ".jsonl.gz";

    @TempDir
    Path base;
    private WindowScene scene;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_payload_folder_of_the_set_stays_although_a_broken_configuration_does_not_name_it() throws IOException {
        Path payloads = scene.conf.resolve("payloads");
        scene.folders.add(entry(payloads, Component.PAYLOADS, "payload"));
        Files.writeString(scene.conf.resolve("domibus.properties"), "broken");

        assertThat(kept(run())).contains(payloads);
    }

    @Test
    void a_payload_folder_that_is_here_alone_stays_although_half_a_configuration_does_not_name_it()
            throws IOException {
        RestoreRun run = run();
        new Folders(run).noteKept();
        Files.writeString(scene.conf.resolve("domibus.properties"), "in the midst of the swap");

        assertThat(kept(run())).contains(scene.conf.resolve("payloads"));
    }

    private static List<Path> kept(RestoreRun run) {
        RestorePlan plan = new Folders(run).plan();
        return plan.targets().stream().flatMap(target -> target.kept().stream().map(target.place()::resolve)).toList();
    }

    private RestoreRun run() throws IOException {
        BackupSet set = scene.set(List.of(), Component.MESSAGES, Component.CONFIGURATION);
        RestoreRun run = scene.run("restore", set, RestoreRequest.DEFAULT);
        run.goesTo(new RestoreTargets(List.of(), List.of(entry(scene.conf, Component.CONFIGURATION, "configuration")),
                List.of()));
        return run;
    }

    private static FolderEntry entry(Path path, Component component, String kind) {
        return new FolderEntry(path.toString(), component, kind, null, ARCHIVE, null, null, 0, 0);
    }
}
