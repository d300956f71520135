package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.Manifest.QueueEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator chose of a set with tenants, and nothing else. */
class RestoreScopeTest {

    @TempDir
    Path base;
    private BackupSet set;

    @BeforeEach
    void seal() throws IOException {
        SetScene scene = new SetScene(base).queue("jms.queue.Out", "domibus.out", 1).queue("jms.queue.red.Out", null, 1)
                .schema("general", null).schema("domibus_default", "default").schema("domibus_red", "red");
        for (String domain : List.of("default", "red")) {
            scene.folder(Files.createDirectories(base.resolve(domain)), Component.PAYLOADS, "payload", domain);
        }
        set = scene.folder(scene.conf, Component.CONFIGURATION, "configuration", null).seal();
    }

    @Test
    void without_a_choice_all_of_the_set() {
        RestoreScope scope = scope("{}");
        assertThat(schemas(scope)).containsExactly("general", "domibus_default", "domibus_red");
        assertThat(folders(scope)).containsExactly("default", "red", "domibus");
        assertThat(queues(scope)).containsExactly("jms.queue.Out", "jms.queue.red.Out");
        assertThat(scope.problems()).isEmpty();
    }

    @Test
    void a_tenant_has_its_schema_and_its_folders_and_the_general_schema_is_nobody_s() {
        RestoreScope scope = scope("{\"tenants\":[\"red\"]}");
        assertThat(schemas(scope)).containsExactly("domibus_red");
        assertThat(folders(scope)).containsExactly("red");
        assertThat(queues(scope)).isEmpty();
    }

    @Test
    void a_queue_is_named_as_the_broker_the_server_or_domibus_names_it() {
        for (String name : List.of("jms.queue.Out", "Out", "domibus.out")) {
            assertThat(queues(scope("{\"queues\":[\"" + name + "\"]}"))).containsExactly("jms.queue.Out");
        }
        assertThat(queues(scope("{\"queues\":[\"out\"]}"))).isEmpty();
    }

    @Test
    void a_schema_narrows_the_databases_and_nothing_else() {
        RestoreScope scope = scope("{\"schemas\":[\"general\"]}");
        assertThat(schemas(scope)).containsExactly("general");
        assertThat(folders(scope)).hasSize(3);
        assertThat(queues(scope)).hasSize(2);
    }

    @Test
    void a_component_that_takes_no_part_has_nothing_in_the_scope() {
        RestoreScope scope = scope("{\"components\":[\"configuration\"]}");
        assertThat(schemas(scope)).isEmpty();
        assertThat(folders(scope)).containsExactly("domibus");
        assertThat(queues(scope)).isEmpty();
    }

    @Test
    void schemas_that_get_no_other_name_are_not_cloned() {
        assertThat(schemas(scope("{\"database\":\"new\",\"targetSchemas\":{\"domibus_red\":\"copy\"}}")))
                .containsExactly("domibus_red");
    }

    @Test
    void every_name_that_the_set_does_not_know_is_told_with_those_it_knows() {
        RestoreScope scope = scope("{\"queues\":[\"q\",\"Out\"],\"schemas\":[\"s\"],\"tenants\":[\"t\"],"
                + "\"database\":\"new\",\"targetSchemas\":{\"v\":\"copy\"}}");
        assertThat(scope.problems()).extracting(Problem::code).hasSize(4).containsOnly("DB-RST-063");
        assertThat(scope.problems()).extracting(Problem::fact).allMatch(fact -> fact.contains(set.id().value()))
                .anyMatch(fact -> fact.contains("queue q")).anyMatch(fact -> fact.contains("schema s"))
                .anyMatch(fact -> fact.contains("domain t")).anyMatch(fact -> fact.contains("schema v"));
        assertThat(scope.problems()).extracting(Problem::hint)
                .anyMatch(hint -> hint.contains("default, red") && !hint.contains("null"));
    }

    @Test
    void stores_come_back_as_folders_and_no_message_is_imported() throws IOException {
        SetScene scene = new SetScene(base.resolve("tomcat")).queue("domibus.out", "domibus.out", 1);
        set = scene.folder(scene.conf, Component.CONFIGURATION, "configuration", null)
                .folder(Files.createDirectories(base.resolve("kahadb")), Component.MESSAGES, "kahadb", null)
                .folder(Files.createDirectories(base.resolve("scheduler")), Component.MESSAGES, "scheduler", null)
                .seal();

        assertThat(folders(scope("{}"))).containsExactly("domibus", "kahadb", "scheduler");
        assertThat(queues(scope("{}"))).isEmpty();
        assertThat(folders(scope("{\"components\":[\"messages\"]}"))).containsExactly("kahadb", "scheduler");
        assertThat(folders(scope("{\"without\":[\"messages\"]}"))).containsExactly("domibus");
        assertThat(scope("{}").problems()).isEmpty();
        assertThat(scope("{\"queues\":[\"domibus.out\"]}").problems()).extracting(Problem::code)
                .containsExactly("DB-AMQ-024");
    }

    private RestoreScope scope(String json) {
        RestoreRequest request = SafetyBackupTest.request(json);
        return RestoreScope.of(set.manifest(), request, request.chosen());
    }

    private static List<String> schemas(RestoreScope scope) {
        return scope.databases().stream().map(DatabaseEntry::schema).toList();
    }

    private static List<String> folders(RestoreScope scope) {
        return scope.folders().stream().map(FolderEntry::path).map(path -> Path.of(path).getFileName().toString())
                .toList();
    }

    private static List<String> queues(RestoreScope scope) {
        return scope.queues().stream().map(QueueEntry::name).toList();
    }
}
