package dev.domibusbackup.job.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DataSourceDescription;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What cannot be found is taken from what the quiet window and the set say. */
@Timeout(60)
class BrokenDiscoveryTest {

    @TempDir
    Path base;

    @Test
    void the_data_source_is_the_one_that_the_set_names_when_nothing_here_names_one() throws Exception {
        ServerScene scene = new ServerScene(base);
        scene.installation.putObject("database").put("dataSource", "java:/custom");
        scene.server.dataSourcesAre(source("java:/other"), source("java:/custom"));

        DomibusDatabases databases = new BrokenDiscovery(scene.run()).find().installation().databases();

        assertThat(databases.access()).map(DatabaseAccess::dataSource).contains("java:/custom");
        assertThat(databases.schemas()).extracting(DatabaseSchema::name).containsExactly("of_custom");
        assertThat(scene.warnings).extracting(Problem::code).contains("DB-RST-135");
    }

    @Test
    void the_deployment_is_the_one_that_the_window_has_stopped_when_the_server_knows_none() throws Exception {
        try (WindowScene scene = new WindowScene(base)) {
            BackupSet set = scene.set(List.of(), Component.MESSAGES);
            RestoreRun run = scene.run("restore", set, RestoreRequest.DEFAULT);
            scene.server.forgetDomibus();
            assertThatThrownBy(() -> new BrokenDiscovery(run).find()).isInstanceOf(ProblemException.class);

            new OpenQuietWindow().run(run);

            assertThat(new BrokenDiscovery(run).find().domibus()).isEqualTo(FakeApplicationServer.DOMIBUS);
        }
    }

    private static DataSourceDescription source(String jndi) {
        return new DataSourceDescription(jndi, List.of(jndi),
                "jdbc:mysql://db:3306/of_" + jndi.substring(jndi.indexOf('/') + 1), "driver",
                Optional.of("edelivery"), Optional.of(Secret.of("secret")), Optional.empty());
    }
}
