package dev.domibusbackup.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.job.BackupRequest.OnFailure;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a client gets for a body that is not as it should be. */
class JsonProviderTest {

    private final JsonProvider provider = new JsonProvider();

    @Test
    void a_whole_request_is_read() throws IOException {
        BackupRequest request = read("""
                {"label": "before-5.2", "after": "stay-stopped", "onFailure": "hold",
                 "components": ["messages", "databases"], "without": ["databases"]}""");

        assertThat(request.label()).isEqualTo("before-5.2");
        assertThat(request.after()).isEqualTo(After.STAY_STOPPED);
        assertThat(request.onFailure()).isEqualTo(OnFailure.HOLD);
        assertThat(request.chosen()).containsExactly(Component.MESSAGES);
    }

    @Test
    void an_empty_object_is_the_default_request() throws IOException {
        assertThat(read("{}")).isEqualTo(BackupRequest.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"label=x", "{", "{\"label\": \"a\"", "{\"label\": \"a\",}", "{'label': 'a'}",
        "{\"label\": NaN}", "<backup/>"})
    void a_body_that_is_not_json_is_refused_with_the_place(String body) {
        assertThat(refused(body)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-001");
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.fact()).contains("it is not JSON at line 1, column ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void an_empty_body_is_refused_as_empty(String body) {
        assertThat(refused(body)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-001");
            assertThat(problem.fact()).contains("empty");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"text\"", "7", "true"})
    void a_body_of_another_shape_is_refused_and_not_called_unparsable(String body) {
        assertThat(refused(body)).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.fact()).contains("shape");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}]", "{\"label\": \"a\"} x"})
    void anything_after_the_object_is_refused(String body) {
        assertThat(refused(body).code()).isEqualTo("DB-API-001");
    }

    @Test
    void a_name_that_occurs_twice_is_refused() {
        assertThat(refused("{\"label\": \"a\", \"label\": \"b\"}")).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-001");
            assertThat(problem.fact()).contains("line 1, column ");
        });
    }

    @Test
    void an_unknown_field_is_refused_with_the_known_ones() {
        assertThat(refused("{\"lable\": \"a\"}")).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-002");
            assertThat(problem.fact()).isEqualTo("The field \"lable\" is not known.");
            assertThat(problem.hint()).isEqualTo("Known fields: after, components, foreignConsumers, label, onFailure,"
                    + " without.");
        });
    }

    @Test
    void an_unknown_field_with_characters_beyond_the_first_plane_is_refused_too() {
        assertThat(refused("{\"\uD83D\uDE00\uD83D\uDE00\": 1}").code()).isEqualTo("DB-API-002");
    }

    @Test
    void the_name_of_an_unknown_field_cannot_forge_a_line_of_the_log_or_fill_it() {
        assertThat(refused("{\"a\\r\\nb" + "x".repeat(500) + "\": 1}").fact()).doesNotContain("\r", "\n")
                .hasSizeLessThan(150);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"components\": [\"messages\", \"queues\"]} | components[1] | messages, databases, configuration",
        "{\"without\": [\"MESSAGES\"]}                | without[0]    | messages, databases, configuration",
        "{\"after\": \"never\"}                       | after         | resume, stay-stopped",
        "{\"after\": \"\"}                            | after         | resume, stay-stopped",
        "{\"after\": 1}                               | after         | resume, stay-stopped",
        "{\"after\": \"1\"}                           | after         | resume, stay-stopped",
        "{\"onFailure\": \"ignore\"}                  | onFailure     | resume, hold",
        "{\"foreignConsumers\": \"kill\"}             | foreignConsumers | wait, disconnect",
    })
    void a_value_that_is_none_of_the_allowed_is_refused_with_them(String body, String field, String allowed) {
        assertThat(refused(body)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-003");
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.fact()).isEqualTo("The value of \"" + field + "\" is not allowed.");
            assertThat(problem.hint()).contains(allowed);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"components\": \"messages\"}", "{\"components\": {}}", "{\"components\": [null]}",
        "{\"without\": [null]}", "{\"label\": {}}", "{\"label\": [\"a\"]}", "{\"components\": [[]]}"})
    void a_value_of_another_type_is_refused(String body) {
        assertThat(refused(body)).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isIn("DB-API-001", "DB-API-003");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "a/b", "A", "a b", "", "ä", "a\\u0000", "x.partial", "x.deleted",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void a_label_that_could_lead_out_of_the_repository_or_is_none_is_refused(String label) {
        assertThat(refused("{\"label\": \"" + label + "\"}")).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-SET-002");
            assertThat(problem.status()).isEqualTo(400);
        });
    }

    /** Behind the instant two dots lead nowhere; the id is one name of a folder. */
    @Test
    void a_label_of_dots_stays_inside_the_repository() throws IOException {
        SetId id = SetId.of(Instant.EPOCH, Optional.of(read("{\"label\": \"..\"}").label()));

        assertThat(Path.of("/sets").resolve(id.value()).normalize().getParent()).isEqualTo(Path.of("/sets"));
    }

    @Test
    void a_request_that_leaves_everything_out_is_refused() {
        assertThat(refused("{\"components\": []}").code()).isEqualTo("DB-JOB-014");
        assertThat(refused("{\"components\": [\"plugins\"], \"without\": [\"plugins\"]}").code())
                .isEqualTo("DB-JOB-014");
    }

    @Test
    void a_body_in_an_encoding_that_is_broken_is_refused_as_not_json() {
        byte[] brokenUtf8 = {'{', '"', (byte) 0xc3, '(', '"', ':', '1', '}'};
        byte[] brokenUtf32 = {0, 0, 0, '{', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        byte[] cutUtf32 = {0, 0, 0, '{', 0, 0};

        for (byte[] body : List.of(brokenUtf8, brokenUtf32, cutUtf32)) {
            assertThat(refused(new ByteArrayInputStream(body)).code()).isEqualTo("DB-API-001");
        }
    }

    @Test
    void a_deeply_nested_body_is_refused() {
        assertThat(refused("[".repeat(30_000)).status()).isEqualTo(400);
        assertThat(refused("{\"components\":" + "[".repeat(30_000)).status()).isEqualTo(400);
    }

    @Test
    void a_body_without_end_is_refused_after_a_bounded_number_of_bytes() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("{\"label\": \"".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                });

        assertThat(refused(endless)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-API-010");
            assertThat(problem.status()).isEqualTo(413);
        });
    }

    @Test
    void a_body_of_the_largest_size_is_still_read() throws IOException {
        assertThat(read("{}" + " ".repeat((64 << 10) - 2))).isEqualTo(BackupRequest.DEFAULT);
    }

    @Test
    void a_body_that_cannot_be_read_to_its_end_is_refused() {
        Problem problem = refused(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection is terminated");
            }
        });
        assertThat(problem.code()).isEqualTo("DB-API-001");
    }

    @Test
    void a_problem_tells_nothing_of_our_classes() {
        for (String body : List.of("{", "[]", "{\"x\":1}", "{\"after\":{}}", "{\"components\":[null]}")) {
            assertThat(refused(body).toString()).doesNotContain("dev.domibusbackup", "jackson", "java.");
        }
    }

    @Test
    void a_secret_is_never_written() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();

        provider.writeTo(List.of(Secret.of("pa55word")), List.class, List.class, new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE, new MultivaluedHashMap<>(), body);

        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("[\"<redacted>\"]");
    }

    @Test
    void texts_and_bytes_are_left_to_the_server() {
        assertThat(writes(String.class)).isFalse();
        assertThat(writes(byte[].class)).isFalse();
        assertThat(writes(BackupRequest.class)).isTrue();
    }

    private boolean writes(Class<?> type) {
        return provider.isWriteable(type, type, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }

    private Problem refused(String body) {
        return refused(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Problem refused(InputStream body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(refused).as("the refusal").isNotNull();
        return refused.problem();
    }

    private BackupRequest read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private BackupRequest read(InputStream body) throws IOException {
        return (BackupRequest) provider.readFrom((Class) BackupRequest.class, BackupRequest.class, new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE, new MultivaluedHashMap<>(), body);
    }
}
