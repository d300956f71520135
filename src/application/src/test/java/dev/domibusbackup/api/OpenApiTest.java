package dev.domibusbackup.api;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.PruneRequest;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.set.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the OpenAPI document against the resources, in both directions. */
class OpenApiTest {

    private static final JsonNode DOCUMENT = document();
    /** What a schema says about a type; everything else in it is for people. */
    private static final Set<String> OF_THE_TYPE = Set.of("type", "format", "items", "additionalProperties", "enum",
            "$ref", "oneOf");
    private static final Set<Class<?>> REQUESTS = Set.of(BackupRequest.class, PortRequest.class, PruneRequest.class,
            RestoreRequest.class, RestoreRequest.Confirmation.class, VerificationWish.class);
    private static final List<String> VERBS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    static Stream<ApiOperation> operations() {
        return ApiOperation.all().stream();
    }

    static Stream<Map.Entry<String, Class<?>>> records() {
        return allRecords().entrySet().stream();
    }

    @Test
    void the_document_has_the_operations_of_the_resources_and_no_other() {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.path("paths").fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
            assertThat(VERBS).contains(verb);
            documented.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }));

        assertThat(operations().map(ApiOperation::key)).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_has_the_parameters_of_its_method_and_no_other(ApiOperation operation) {
        Map<String, JsonNode> documented = new TreeMap<>();
        for (JsonNode parameter : described(operation).path("parameters")) {
            boolean path = parameter.path("in").asText().equals("path");
            documented.put(parameter.path("in").asText() + " " + parameter.path("name").asText()
                    + (path ? "" : "=" + parameter.path("schema").path("default").asText()),
                    typeOf(parameter.path("schema")));
            assertThat(parameter.path("required").asBoolean()).isEqualTo(path);
            assertThat(parameter.path("description").asText()).isNotBlank();
        }
        Map<String, JsonNode> declared = new TreeMap<>();
        operation.parameters().forEach((name, type) -> declared.put(name, new ApiSchemas().of(type)));

        assertThat(documented).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_has_the_body_of_its_method_or_none(ApiOperation operation) {
        JsonNode body = described(operation).path("requestBody");

        assertThat(body.isMissingNode()).isEqualTo(operation.body().isEmpty());
        operation.body().ifPresent(type -> {
            assertThat(body.path("content").fieldNames()).toIterable().containsExactly("application/json");
            assertThat(typeOf(body.at("/content/application~1json/schema"))).isEqualTo(new ApiSchemas().of(type));
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_has_the_answer_of_its_method_and_no_other(ApiOperation operation) {
        JsonNode responses = described(operation).path("responses");
        List<ApiOperation.Answer> answers = operation.answers();

        assertThat(responses.fieldNames()).toIterable().filteredOn(status -> status.startsWith("2"))
                .containsExactlyElementsOf(answers.stream().map(ApiOperation.Answer::status).toList());
        answers.forEach(answer -> assertAnswer(operation, responses, answer));
    }

    private static void assertAnswer(ApiOperation operation, JsonNode responses, ApiOperation.Answer answer) {
        JsonNode content = responses.path(answer.status()).path("content");
        if (answer.body() == void.class) {
            assertThat(content.isMissingNode()).isTrue();
        } else {
            assertThat(content.fieldNames()).toIterable().containsExactly(operation.produces());
            assertThat(typeOf(content.path(operation.produces()).path("schema")))
                    .isEqualTo(new ApiSchemas().of(answer.body()));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_tells_what_it_does_who_may_do_it_and_how_it_fails(ApiOperation operation) {
        JsonNode described = described(operation);

        assertThat(described.path("summary").asText()).isNotBlank();
        assertThat(described.path("description").asText()).contains("`backup-operator`");
        assertThat(described.path("description").asText().contains("`backup-viewer`"))
                .isEqualTo(operation.verb().equals("GET"));
        assertThat(described.path("responses").fieldNames()).toIterable().contains("401", "403", "default");
        described.path("responses").fields().forEachRemaining(response -> {
            if (response.getKey().matches("default|[45]..") && !response.getKey().matches("40[13]")) {
                assertThat(resolved(response.getValue()).path("content").fieldNames()).toIterable()
                        .as(response.getKey()).containsExactly("application/problem+json");
            }
        });
    }

    @Test
    void operations_have_names_of_their_own() {
        assertThat(operations().map(operation -> described(operation).path("operationId").asText()))
                .doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void the_document_has_a_schema_for_each_record_of_the_api_and_no_other() {
        assertThat(DOCUMENT.at("/components/schemas").fieldNames()).toIterable()
                .containsExactlyInAnyOrderElementsOf(allRecords().keySet());
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_schema_has_the_components_of_its_record_and_no_other(Map.Entry<String, Class<?>> type) {
        Map<String, JsonNode> documented = new TreeMap<>();
        schema(type).path("properties").fields().forEachRemaining(property -> {
            documented.put(property.getKey(), typeOf(property.getValue()));
            assertThat(property.getValue().path("description").asText()).as(property.getKey()).matches("\\S.*\\.");
        });

        assertThat(documented).isEqualTo(new ApiSchemas().properties(type.getValue()));
        assertThat(schema(type).path("description").asText()).isNotBlank();
    }

    /** Null is never written: a primitive is always there, and whatever may be missing is not required. */
    @ParameterizedTest
    @MethodSource("records")
    void a_schema_requires_what_is_always_there(Map.Entry<String, Class<?>> type) {
        List<String> required = StreamSupport.stream(schema(type).path("required").spliterator(), false)
                .map(JsonNode::asText).toList();

        assertThat(required).isSubsetOf(Arrays.stream(type.getValue().getRecordComponents())
                .map(RecordComponent::getName).toList());
        if (REQUESTS.contains(type.getValue())) {
            assertThat(required).as("every field of a request may be left out").isEmpty();
        } else {
            assertThat(required).containsAll(Arrays.stream(type.getValue().getRecordComponents())
                    .filter(component -> component.getType().isPrimitive() || component.getType() == List.class)
                    .filter(component -> type.getValue() != ProblemAnswer.class || component.getType() != List.class)
                    .map(RecordComponent::getName).toList());
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(DOCUMENT.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference ->
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    }

    @Test
    void every_operation_needs_a_user() {
        assertThat(DOCUMENT.at("/security/0").fieldNames()).toIterable().containsExactly("basic");
        assertThat(DOCUMENT.at("/components/securitySchemes/basic/scheme").asText()).isEqualTo("basic");
        assertThat(operations()).noneMatch(operation -> described(operation).has("security"));
    }

    private static Map<String, Class<?>> allRecords() {
        ApiSchemas schemas = new ApiSchemas();
        schemas.of(ProblemAnswer.class);
        for (ApiOperation operation : ApiOperation.all()) {
            operation.body().ifPresent(schemas::of);
            operation.answers().stream().map(ApiOperation.Answer::body).filter(body -> body != void.class)
                    .forEach(schemas::of);
        }
        return schemas.records();
    }

    private static JsonNode described(ApiOperation operation) {
        return DOCUMENT.path("paths").path(operation.path())
                .path(operation.verb().toLowerCase(Locale.ROOT));
    }

    private static JsonNode schema(Map.Entry<String, Class<?>> type) {
        return DOCUMENT.at("/components/schemas").path(type.getKey());
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** A schema without what is for people; a description beside a reference takes the form of an {@code allOf}. */
    private static JsonNode typeOf(JsonNode schema) {
        if (schema.path("allOf").size() == 1) {
            return typeOf(schema.path("allOf").path(0));
        }
        ObjectNode type = schema.deepCopy();
        type.retain(OF_THE_TYPE);
        for (String inner : List.of("items", "additionalProperties")) {
            if (type.path(inner).isObject()) {
                type.set(inner, typeOf(type.path(inner)));
            }
        }
        return type;
    }

    private static JsonNode document() {
        try {
            return Json.mapper().readTree(new OpenApiResource().document());
        } catch (IOException e) {
            throw new AssertionError("the document is not JSON", e);
        }
    }
}
