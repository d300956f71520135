package dev.domibusbackup.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.PruneRequest;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.VerificationRequest;
import dev.domibusbackup.job.port.PortReport;
import dev.domibusbackup.job.prune.PruneReport;
import dev.domibusbackup.job.restore.RestoreReport;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;

/**
 * Schemas of the API's types as the types themselves declare them. Each record that is met on the way becomes a schema
 * of its own, named after it and the record it lies in.
 */
final class ApiSchemas {

    /** Where a record holds JSON of its own: what that is. */
    private static final Map<String, List<Class<?>>> JSON_OF = Map.of(
            Manifest.class.getSimpleName() + ".installation", List.of(InstallationView.class),
            JobAnswer.class.getSimpleName() + ".request", List.of(BackupRequest.class, VerificationRequest.class,
                    PortRequest.class, PruneRequest.class, RestoreRequest.class),
            JobAnswer.class.getSimpleName() + ".report", List.of(PortReport.class, PruneReport.class,
                    RestoreReport.class));

    private static final Map<Class<?>, String[]> SIMPLE = Map.ofEntries(
            Map.entry(int.class, words("integer", "int32")), Map.entry(Integer.class, words("integer", "int32")),
            Map.entry(long.class, words("integer", "int64")), Map.entry(Long.class, words("integer", "int64")),
            Map.entry(boolean.class, words("boolean")), Map.entry(Boolean.class, words("boolean")),
            Map.entry(String.class, words("string")),
            Map.entry(Path.class, words("string")), Map.entry(SetId.class, words("string")),
            Map.entry(URI.class, words("string", "uri")), Map.entry(Instant.class, words("string", "date-time")),
            Map.entry(Duration.class, words("string", "duration")), Map.entry(byte[].class, words("object")));

    private final Map<String, Class<?>> records = new LinkedHashMap<>();

    private static String[] words(String... words) {
        return words;
    }

    /** The records met so far and all they consist of, by the names of their schemas. */
    Map<String, Class<?>> records() {
        Map<String, Class<?>> seen = new TreeMap<>();
        while (seen.size() < records.size()) {
            for (Map.Entry<String, Class<?>> type : Map.copyOf(records).entrySet()) {
                if (seen.put(type.getKey(), type.getValue()) == null) {
                    properties(type.getValue());
                }
            }
        }
        return seen;
    }

    /** The schemas of a record's components. */
    Map<String, JsonNode> properties(Class<?> type) {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            List<Class<?>> json = JSON_OF.get(name(type) + "." + component.getName());
            properties.put(component.getName(),
                    json == null ? of(component.getGenericType()) : json.size() == 1 ? of(json.get(0)) : oneOf(json));
        }
        return properties;
    }

    /** The schema of a type. */
    JsonNode of(Type type) {
        ObjectNode schema = Json.mapper().createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                return schema.put("type", "array").set("items", of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return schema.put("type", "object").set("additionalProperties", of(arguments[1]));
            }
        } else if (SIMPLE.containsKey(type)) {
            String[] words = SIMPLE.get(type);
            schema.put("type", words[0]);
            return words.length == 1 ? schema : schema.put("format", words[1]);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            ArrayNode values = schema.put("type", "string").putArray("enum");
            Arrays.stream(plain.getEnumConstants())
                    .forEach(constant -> values.add(Json.mapper().convertValue(constant, String.class)));
            return schema;
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            records.put(name(plain), plain);
            return schema.put("$ref", "#/components/schemas/" + name(plain));
        }
        throw new AssertionError("the document has no way to write " + type.getTypeName());
    }

    private JsonNode oneOf(List<Class<?>> types) {
        ObjectNode schema = Json.mapper().createObjectNode();
        ArrayNode several = schema.putArray("oneOf");
        types.forEach(type -> several.add(of(type)));
        return schema;
    }

    static String name(Class<?> type) {
        return (type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName() + ".")
                + type.getSimpleName();
    }
}
