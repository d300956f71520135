package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a restore replaces is in the safety set, also where the configuration does not name it any more. */
@Timeout(60)
class SafetyExtentTest {

    private static final String JOB = "restore";
    private static final DatabaseAddress SOME = new DatabaseAddress("db", 3306, "tenant");
    private static final DatabaseSchema LIVE = new DatabaseSchema("live", Optional.of("default"), "a property");

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
    void a_payload_folder_that_the_configuration_no_longer_names_is_in_it_beside_the_one_that_it_names()
            throws IOException {
        Path old = Files.createDirectories(base.resolve("old/payloads"));
        Files.writeString(old.resolve("two"), "two");
        Files.writeString(old.resolve("three"), "three");

        Manifest safety = safetySetOf(entry(old, Component.PAYLOADS, "payload"));

        assertThat(safety.folders()).filteredOn(folder -> folder.kind().equals("payload"))
                .extracting(FolderEntry::path, FolderEntry::files)
                .containsExactlyInAnyOrder(
                        tuple(scene.conf.resolve("payloads").toString(), 1L),
                        tuple(old.toString(), 2L));
        assertThat(safety.folders()).extracting(FolderEntry::archive).doesNotHaveDuplicates();
    }

    @Test
    void a_payload_folder_around_the_one_that_is_named_takes_its_place() throws IOException {
        Path around = scene.conf.resolve("payloads");
        Path inner = Files.createDirectories(around.resolve("inner"));
        Files.writeString(inner.resolve("two"), "two");
        Files.writeString(scene.conf.resolve("domibus.properties"),
                "domibus.attachment.storage.location=" + inner + "\n");

        Manifest safety = safetySetOf(entry(around, Component.PAYLOADS, "payload"));

        assertThat(safety.folders()).filteredOn(folder -> folder.kind().equals("payload")).singleElement()
                .satisfies(folder -> {
                    assertThat(folder.path()).isEqualTo(around.toString());
                    assertThat(folder.files()).isEqualTo(2);
                });
    }

    @Test
    void a_folder_that_is_not_there_is_not_in_it() throws IOException {
        Manifest safety = safetySetOf(entry(base.resolve("nowhere"), Component.PAYLOADS, "payload"));

        assertThat(safety.folders()).extracting(FolderEntry::path).doesNotContain(base.resolve("nowhere").toString());
    }

    @Test
    void schemas_that_are_replaced_are_in_it_and_such_as_are_gone_are_not() {
        DatabaseSchema gone = new DatabaseSchema("gone", Optional.empty(), "a property");
        Map<String, SortedMap<String, Long>> there = Map.of("live", tables("a"), "removed", tables("b"),
                "empty", tables());

        List<DatabaseSchema> schemas = SafetyExtent.schemas(List.of(LIVE, gone),
                List.of(schema("live"), schema("removed"), schema("empty"), schema("absent")), "set x",
                name -> Optional.ofNullable(there.get(name)));

        assertThat(schemas).containsExactly(LIVE, new DatabaseSchema("removed", Optional.of("red"), "set x"));
    }

    @Test
    void a_schema_that_domibus_does_not_use_needs_the_word_of_the_operator_and_our_own_is_never_replaced() {
        DomibusDatabases databases = new DomibusDatabases(Optional.of(new DatabaseAccess("java:/a",
                JdbcUrl.parse("jdbc:mysql://db:3306/by_url"), "edelivery", Optional.empty())), List.of(LIVE));

        assertThat(owner(databases, "tenant", Set.of("TB_LOCK"), List.of())).contains("DB-RST-130");
        assertThat(owner(databases, "tenant", Set.of("TB_LOCK"), List.of("tenant"))).isEmpty();
        assertThat(owner(databases, "tenant", Set.of(), List.of())).isEmpty();
        assertThat(owner(databases, "live", Set.of("TB_LOCK"), List.of())).isEmpty();
        assertThat(owner(databases, "by_url", Set.of("TB_LOCK"), List.of())).isEmpty();
        assertThat(owner(databases, "live", Set.of("TB_LOCK", "DB_IMPORT"), List.of("live"))).contains("DB-RST-131");
    }

    private static Optional<String> owner(DomibusDatabases databases, String schema, Set<String> tables,
                                          List<String> confirmed) {
        return DatabaseChecks.owner(SOME.withSchema(schema), tables, databases, confirmed).map(Problem::code);
    }

    private Manifest safetySetOf(FolderEntry replaced) throws IOException {
        BackupSet source = scene.set(List.of(), Component.MESSAGES, Component.PAYLOADS);
        RestoreRun run = scene.run(JOB, source, RestoreRequest.DEFAULT);
        run.goesTo(new RestoreTargets(List.of(), List.of(replaced), List.of()));
        new ReadServer().run(run);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        return scene.repository.find(scene.states.get(JOB).safety().set()).manifest();
    }

    private static FolderEntry entry(Path path, Component component, String kind) {
        return new FolderEntry(path.toString(), component, kind, "default", "payloads/a.tar.gz", null, null, 0, 0);
    }

    private static RestoreTargets.Schema schema(String name) {
        return new RestoreTargets.Schema(new DatabaseEntry("of the set", "red", "mysql", "11.4", "utf8mb4",
                "utf8mb4_bin", "databases/a.sql.gz", Map.of(), Map.of()), name);
    }

    private static SortedMap<String, Long> tables(String... names) {
        SortedMap<String, Long> tables = new TreeMap<>();
        List.of(names).forEach(name -> tables.put(name, 1L));
        return tables;
    }
}
