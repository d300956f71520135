package dev.domibusbackup.job.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.server.DataSourceDescription;
import dev.domibusbackup.server.FakeApplicationServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PooledConnectionsTest {

    @TempDir
    Path base;

    @Test
    void every_pool_that_leads_to_the_database_of_domibus_is_released_but_ours() {
        FakeApplicationServer server = new FakeApplicationServer(base);
        server.dataSourcesAre(source("java:/jdbc/cipaeDeliveryDs", "jdbc:mysql://127.0.0.1:3307/domibus"),
                source("java:/jdbc/cipaeDeliveryNonXADs", "jdbc:mariadb://localhost:3307/domibus"),
                source("java:/plugin", "jdbc:mysql://127.0.0.1:3307/other"),
                source("java:/otherPort", "jdbc:mysql://127.0.0.1:3306/domibus"),
                source("java:jboss/datasources/ExampleDS", "jdbc:h2:mem:test"),
                source(ImportPositions.DATA_SOURCE, "jdbc:mysql://127.0.0.1:3307/domibus_backup"));

        new PooledConnections(server, "127.0.0.1", 3307).release();

        assertThat(server.acts()).containsExactly("release connections of java:/jdbc/cipaeDeliveryDs",
                "release connections of java:/jdbc/cipaeDeliveryNonXADs", "release connections of java:/plugin");
    }

    private static DataSourceDescription source(String jndi, String url) {
        return new DataSourceDescription(jndi, List.of(jndi), url, "driver", Optional.of("edelivery"),
                Optional.of(Secret.of("secret")), Optional.empty());
    }
}
