package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A dump as a set holds it, with what its manifest says.
 *
 * @param sql      the dump
 * @param expected the manifest's words
 */
record DumpedSchema(byte[] sql, ExpectedSchema expected) {

    static final Duration BOUND = Duration.ofSeconds(60);

    static DumpedSchema of(TestSchema schema) throws InterruptedException {
        ByteArrayOutputStream sql = new ByteArrayOutputStream();
        MariaDbServer server = schema.server;
        ServerVersion version = ServerVersion.parse("11.4.5-MariaDB");
        try (CensusSession session = CensusSession.open(server.tools().client(), schema.address(), server.admin());
                MySqlDump dump = new MySqlDump(server.tools().dump(), schema.address(), server.admin(), version)) {
            dump.start(sql);
            dump.awaitEnd(BOUND);
            SchemaCensus census = session.count(BOUND);
            Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
            census.objects().forEach(object -> objects.merge(object.kind(), 1L, Long::sum));
            return new DumpedSchema(sql.toByteArray(), new ExpectedSchema(schema.name, version.toString(),
                    census.characterSet(), census.collation(), census.rows(), objects));
        }
    }

    String text() {
        return new String(sql, StandardCharsets.UTF_8);
    }

    DumpedSchema withText(String text) {
        return new DumpedSchema(text.getBytes(StandardCharsets.UTF_8), expected);
    }

    InputStream stream() {
        return new ByteArrayInputStream(sql);
    }

    DumpFacts facts(String... watched) throws IOException {
        return DumpFacts.read(stream(), Set.of(watched));
    }

    MySqlRestore restore(MariaDbServer server, DatabaseAddress target) {
        return MySqlRestore.replacing(server.tools().client(), target, server.admin(), expected, Map.of());
    }

    SchemaCensus load(MariaDbServer server, DatabaseAddress target) throws InterruptedException {
        try (MySqlRestore restore = restore(server, target)) {
            restore.start(stream());
            return restore.awaitEnd(BOUND);
        }
    }
}
