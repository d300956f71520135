package dev.domibusbackup.job;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonMappingException;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.domibusbackup.set.Component.APPLICATION;
import static dev.domibusbackup.set.Component.CONFIGURATION;
import static dev.domibusbackup.set.Component.DATABASES;
import static dev.domibusbackup.set.Component.MESSAGES;
import static dev.domibusbackup.set.Component.PAYLOADS;
import static dev.domibusbackup.set.Component.PLUGINS;
import static dev.domibusbackup.set.Component.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an operator may ask of a restore, and what takes part by it. */
class RestoreRequestTest {

    @ParameterizedTest
    @CsvSource({
        "same, same, same, ''",
        "same, same, new, 'CONFIGURATION PLUGINS'",
        "same, new, same, 'DATABASES'",
        "same, new, new, 'DATABASES CONFIGURATION PLUGINS'",
        "new, same, same, 'SERVER APPLICATION'",
        "new, same, new, 'SERVER APPLICATION CONFIGURATION PLUGINS'",
        "new, new, same, 'SERVER APPLICATION DATABASES'",
        "new, new, new, 'SERVER APPLICATION DATABASES CONFIGURATION PLUGINS'"})
    void the_guide_s_eight_combinations(String server, String database, String configuration, String without)
            throws IOException {
        Set<Component> expected = EnumSet.allOf(Component.class);
        for (String left : without.split(" ")) {
            expected.removeIf(component -> component.name().equals(left));
        }
        assertThat(read("{\"server\":\"%s\",\"database\":\"%s\",\"configuration\":\"%s\"}".formatted(server, database,
                configuration)).chosen()).isEqualTo(expected);
    }

    @Test
    void a_new_database_takes_part_when_schemas_are_cloned_into_it() throws IOException {
        RestoreRequest request = read("{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"copy\"}}");
        assertThat(request.chosen()).contains(DATABASES);
        assertThat(request.clones()).isTrue();
    }

    @Test
    void components_narrow_the_choices_and_never_widen_them() throws IOException {
        assertThat(read("{\"components\":[\"payloads\",\"server\"],\"without\":[\"payloads\"]}").chosen())
                .containsExactly(SERVER);
        assertThat(read("{\"components\":[\"plugins\",\"messages\"],\"configuration\":\"new\"}").chosen())
                .containsExactly(MESSAGES);
    }

    @Test
    void tenants_have_schemas_and_folders_and_of_the_queues_those_that_are_named() throws IOException {
        assertThat(read("{\"tenants\":[\"red\"]}").chosen()).containsExactlyInAnyOrder(DATABASES, PAYLOADS);
        assertThat(read("{\"tenants\":[\"red\"],\"queues\":[\"q\"]}").chosen())
                .containsExactlyInAnyOrder(MESSAGES, DATABASES, PAYLOADS);
        assertThat(read("{\"tenants\":[\"red\"]}").chosen())
                .doesNotContain(APPLICATION, SERVER, CONFIGURATION, PLUGINS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"components\":[\"payloads\"],\"without\":[]}",
        "{\"queues\":[\"a\"],\"schemas\":[\"b\"],\"tenants\":[\"c\"]}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"copy\"}}",
        "{\"safetyBackup\":\"declined: this restore cannot be undone\",\"rehearsal\":true,\"deep\":true}"})
    void what_is_stored_reads_as_it_was_asked(String json) throws IOException {
        RestoreRequest request = read(json);
        assertThat(read(Jobs.json(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"components\":[]}", "{\"queues\":[]}", "{\"schemas\":[]}", "{\"tenants\":[]}",
        "{\"components\":[null]}", "{\"without\":[null]}", "{\"queues\":[\"a\",null]}",
        "{\"safetyBackup\":\"declined\"}", "{\"deep\":true}",
        "{\"targetSchemas\":{\"domibus\":\"copy\"}}",
        "{\"database\":\"new\",\"targetSchemas\":{}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":null}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"\"}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"a.b\"}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"`\"}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"MySQL\"}}",
        "{\"database\":\"new\",\"targetSchemas\":{\"one\":\"copy\",\"two\":\"COPY\"}}"})
    void what_cannot_be_meant_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonMappingException.class).rootCause()
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("DB-API-003"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"rehearsal\":\"\"}", "{\"rehearsal\":\"true\"}", "{\"rehearsal\":1}",
        "{\"rehearsal\":{}}",
        "{\"confirm\":{\"receivedSince\":\"3\"}}", "{\"confirm\":{\"receivedSince\":3.9}}", "{\"confirm\":3}",
        "{\"server\":1}", "{\"queues\":\"a\"}", "{\"targetSchemas\":[]}"})
    void a_value_of_another_type_is_not_taken_for_one_of_the_right_type(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void a_name_of_sixty_five_characters_is_no_schema() {
        assertThatThrownBy(() -> new RestoreRequest(null, RestoreRequest.Choice.NEW, null, null, null, null, null,
                null, null, null, null, null, null, null, null, Map.of("domibus", "x".repeat(65)), null, null))
                .isInstanceOf(ProblemException.class);
    }

    private static RestoreRequest read(String json) throws IOException {
        return Json.mapper().readValue(json, RestoreRequest.class);
    }
}
