package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.restore.RestoreTarget;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the stores of a set go, and what speaks against it. */
class RestoreStoresTest {

    private static final String MESSAGES_ALONE = "{\"components\":[\"messages\"]}";
    private static final String BROKER = """
            <broker xmlns="http://activemq.apache.org/schema/core" brokerName="localhost" schedulerSupport="true"
                schedulerDirectory="%2$s">
              <persistenceAdapter><kahaDB directory="%1$s"/></persistenceAdapter>
              <systemUsage><systemUsage>
                <storeUsage><storeUsage limit="%3$s"/></storeUsage>
              </systemUsage></systemUsage>
            </broker>
            """;

    @TempDir
    Path base;
    private SetScene scene;
    private Path kahaDb;
    private Path scheduler;

    @BeforeEach
    void tomcat() throws IOException {
        scene = new SetScene(base);
        scene.kind = ServerKind.TOMCAT;
        scene.installation.put("server", "tomcat");
        kahaDb = store("work/kahadb");
        scheduler = store("work/scheduler");
        Files.writeString(scene.conf.resolve("domibus.properties"),
                "domibus.database.schema=domibus\nactiveMQ.embedded.configurationFile=file://"
                        + Files.createDirectories(scene.conf.resolve("internal")) + "/activemq.xml\n");
        broker(kahaDb, "512 mb");
    }

    private Path store(String name) throws IOException {
        Path folder = Files.createDirectories(base.resolve(name));
        Files.write(folder.resolve("db-1.log"), new byte[4096]);
        return folder;
    }

    private void broker(Path folder, String limit) throws IOException {
        Files.writeString(scene.conf.resolve("internal/activemq.xml"), BROKER.formatted(folder, scheduler, limit));
    }

    @Test
    void stores_go_to_where_the_broker_that_stays_has_its_own() throws IOException {
        BackupSet set = set();
        Path moved = base.resolve("elsewhere/kahadb");
        broker(moved, "512 mb");

        assertThat(places(scene.run(set, MESSAGES_ALONE))).containsExactlyInAnyOrder(moved, scheduler);
    }

    @Test
    void stores_go_to_where_the_configuration_of_the_set_has_them() throws IOException {
        BackupSet set = set();
        broker(base.resolve("elsewhere/kahadb"), "512 mb");

        assertThat(places(scene.run(set, "{\"components\":[\"messages\",\"configuration\"]}")))
                .containsExactlyInAnyOrder(kahaDb, scheduler, scene.conf);
    }

    @Test
    void what_fits_has_no_problem() throws IOException {
        assertThat(codes(scene.run(set(), MESSAGES_ALONE))).isEmpty();
    }

    @Test
    void a_store_that_is_larger_than_the_broker_may_use_is_refused_unless_its_limit_comes_back_too()
            throws IOException {
        BackupSet set = set();
        broker(kahaDb, "4095");

        assertThat(codes(scene.run(set, MESSAGES_ALONE))).containsExactly("DB-AMQ-019");
        assertThat(codes(scene.run(set, "{\"components\":[\"messages\",\"configuration\"]}"))).isEmpty();
    }

    @Test
    void a_broker_that_is_another_program_has_no_place_for_stores() throws IOException {
        BackupSet set = set();
        Files.writeString(scene.conf.resolve("domibus.properties"),
                "domibus.database.schema=domibus\nactiveMQ.transportConnector.uri=tcp://other:61616\n");

        assertThat(codes(scene.run(set, MESSAGES_ALONE))).containsExactly("DB-AMQ-027");
    }

    @Test
    void a_broker_file_that_cannot_be_read_is_told_as_such() throws IOException {
        BackupSet set = set();
        Files.delete(scene.conf.resolve("internal/activemq.xml"));

        assertThat(codes(scene.run(set, MESSAGES_ALONE))).containsExactly("DB-AMQ-001");
    }

    @Test
    void stores_that_take_no_part_stay_where_the_configuration_around_them_is_replaced() throws IOException {
        kahaDb = store("conf/domibus/stores/kahadb");
        broker(kahaDb, "512 mb");
        BackupSet set = scene.folder(scene.conf, Component.CONFIGURATION, "configuration", null).seal();

        assertThat(new Folders(scene.run(set, "{}")).plan().targets().get(0).kept())
                .contains(Path.of("stores/kahadb"));
    }

    private BackupSet set() throws IOException {
        return scene.folder(scene.conf, Component.CONFIGURATION, "configuration", null)
                .folder(kahaDb, Component.MESSAGES, "kahadb", null)
                .folder(scheduler, Component.MESSAGES, "scheduler", null).seal();
    }

    private static List<Path> places(RestoreRun run) {
        return new Folders(run).plan().targets().stream().map(RestoreTarget::place).toList();
    }

    private static List<String> codes(RestoreRun run) {
        return new RestoreStores(run).problems().stream().map(Problem::code).toList();
    }
}
