package dev.domibusbackup.database.mysql;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.Sets;
import dev.domibusbackup.set.WorkLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what RESTORE.md says of the databases of two tenants, command by command as they stand there. */
@Timeout(300)
class RestoreByHandTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path base;
    private final MariaDbServer server = MariaDbServer.shared();
    private final Map<TestSchema, SchemaCensus> taken = new LinkedHashMap<>();
    private BackupSet set;

    @BeforeEach
    void takeASet() throws Exception {
        PartialSet partial = new Repository(base.resolve("the 'repository'"))
                .partial(new SetId("20261122T101500123Z-by-hand"));
        List<Manifest.DatabaseEntry> entries = new ArrayList<>();
        for (TestSchema schema : List.of(TestSchema.full(), TestSchema.full())) {
            entries.add(dump(partial, schema));
        }
        set = partial.seal(Sets.withDatabases(Sets.manifest(partial, List.of()), "127.0.0.1",
                server.address("mysql").port(), entries));
    }

    @AfterEach
    void drop() {
        taken.keySet().forEach(TestSchema::close);
    }

    @Test
    void schemas_brought_back_by_the_instructions_are_as_they_were_without_what_was_added_since() throws Exception {
        for (TestSchema schema : taken.keySet()) {
            schema.script("DROP VIEW a_view; DELETE FROM child; CREATE TABLE of_the_newer_version (id INT);");
        }
        assertThat(follow()).contains("4 tables, 5007 rows").endsWith("done\n");
        for (Map.Entry<TestSchema, SchemaCensus> schema : taken.entrySet()) {
            SchemaCensus after = census(schema.getKey());
            assertThat(after.rows()).isEqualTo(schema.getValue().rows());
            assertThat(after.objects()).isEqualTo(schema.getValue().objects());
            assertThat(after.characterSet()).isEqualTo(schema.getValue().characterSet());
            assertThat(after.collation()).isEqualTo(schema.getValue().collation());
        }
    }

    @Test
    void the_commands_end_where_a_dump_ends_early() throws Exception {
        Path dump = set.folder().resolve(set.manifest().databases().get(1).artifact());
        byte[] whole = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(whole, whole.length - 30));
        assertThat(follow()).doesNotContain("done");
    }

    private Manifest.DatabaseEntry dump(PartialSet partial, TestSchema schema) throws Exception {
        SchemaCensus census = census(schema);
        taken.put(schema, census);
        String path = "databases/" + schema.name + ".sql.gz";
        DumpContents contents;
        Artifact artifact;
        try (ArtifactOutput output = partial.artifact(Component.DATABASES, path)) {
            try (MySqlDump dump = new MySqlDump(server.tools().dump(), schema.address(), server.admin(),
                    ServerVersion.parse("11.4.5-MariaDB"))) {
                GZIPOutputStream gzip = new GZIPOutputStream(output.stream());
                dump.start(gzip);
                contents = dump.awaitEnd(BOUND);
                gzip.finish();
            }
            artifact = output.commit(Map.of());
        }
        partial.ledger().record(new WorkLedger.Piece("database/" + schema.name, "w", List.of(artifact), null));
        return new Manifest.DatabaseEntry(schema.name, schema.name, "mysql", "11.4.5-MariaDB", census.characterSet(),
                census.collation(), path, contents.rows(), Arrays.stream(ObjectKind.values())
                        .filter(kind -> contents.count(kind) > 0)
                        .collect(Collectors.toMap(kind -> kind.name().toLowerCase(), contents::count)));
    }

    private SchemaCensus census(TestSchema schema) throws Exception {
        try (CensusSession session = CensusSession.open(server.tools().client(), schema.address(), server.admin())) {
            return session.count(BOUND);
        }
    }

    /** All commands in one bash, the administrator's name filled in and the password typed; what was printed. */
    private String follow() throws IOException, InterruptedException {
        String commands = Arrays.stream(set.instructions().split("```bash\n")).skip(1)
                .map(block -> block.substring(0, block.indexOf("```"))).filter(block -> !block.contains("sha256sum"))
                .collect(Collectors.joining()).replace("--user=root", "--user=" + server.admin().user());
        assertThat(commands).contains("DATABASE=(--host='127.0.0.1' --port=" + server.address("mysql").port());
        ProcessBuilder bash = new ProcessBuilder("bash", "-euc", commands + "echo done\n")
                .directory(set.folder().toFile()).redirectErrorStream(true);
        bash.environment().merge("PATH", server.programs().toString(), (path, tools) -> tools + ":" + path);
        Process process = bash.start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write((server.admin().password().reveal() + "\n").getBytes());
        }
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
