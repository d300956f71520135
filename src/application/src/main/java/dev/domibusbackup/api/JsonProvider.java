package dev.domibusbackup.api;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Json;

/** Reads and writes JSON with the one mapper of the product, on every server alike. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonProvider implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    private static final int LARGEST_BODY = 64 << 10;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return isJson(mediaType);
    }

    @Override
    public Object readFrom(Class<Object> type, Type generic, Annotation[] annotations, MediaType mediaType,
                           MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        byte[] bytes = bytes(body);
        if (bytes.length > LARGEST_BODY) {
            throw ApiProblem.TOO_LARGE.exception("bound", LARGEST_BODY);
        }
        try {
            return Json.mapper().readValue(bytes, Json.mapper().constructType(generic));
        } catch (JsonProcessingException e) {
            throw new String(bytes, StandardCharsets.UTF_8).isBlank()
                    ? ApiProblem.NOT_JSON.caused(e, "reason", "it is empty") : problem(e);
        } catch (CharConversionException e) {
            throw ApiProblem.NOT_JSON.caused(e, "reason", "it is not UTF-8");
        }
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(LARGEST_BODY + 1);
        } catch (IOException e) {
            // the server's own bound, or a client that broke off; some servers would make an error of ours of it
            throw ApiProblem.NOT_JSON.caused(e, "reason", "it cannot be read to its end");
        }
    }

    private static ProblemException problem(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ApiProblem.UNKNOWN_FIELD.caused(e, "field", printable(unknown.getPropertyName()), "known",
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted()
                            .collect(Collectors.joining(", ")));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ApiProblem.BAD_VALUE.caused(e, "field", printable(field(mapping)), "expected", expected(e));
        }
        String what = e instanceof JsonMappingException ? "it is JSON of another shape" : "it is not JSON";
        return ApiProblem.NOT_JSON.caused(e, "reason", e.getLocation() == null ? what
                : what + " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
    }

    /** The place of a value, as {@code components[1]}. */
    private static String field(JsonMappingException e) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                field.append('[').append(part.getIndex()).append(']');
            } else {
                field.append(field.length() == 0 ? "" : ".").append(part.getFieldName());
            }
        }
        return field.toString();
    }

    private static String expected(JsonProcessingException e) {
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return "Allowed: " + Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(constant -> Json.mapper().convertValue(constant, String.class))
                    .collect(Collectors.joining(", ")) + ".";
        }
        return "See its type in GET openapi.json.";
    }

    private static String printable(String text) {
        String printable = text.replaceAll("[^\\p{Print}]", "?");
        return printable.substring(0, Math.min(80, printable.length()));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return isJson(mediaType) && type != String.class && type != byte[].class;
    }

    @Override
    public void writeTo(Object value, Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType,
                        MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
        body.write(Json.mapper().writeValueAsBytes(value));
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
