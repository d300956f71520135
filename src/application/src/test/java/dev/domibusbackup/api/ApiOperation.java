package dev.domibusbackup.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** One operation of the API as its method declares it. */
record ApiOperation(Method method, String verb, String path) {

    /** What a method that returns a {@link Response} answers with; no body where the type is {@code void}. */
    record Answer(String status, Type body) {
    }

    private static final Answer NOTHING = new Answer("204", void.class);
    private static final Answer STARTED = new Answer("202", StartedAnswer.class);
    private static final Answer STILL_CLOSING = new Answer("202", QuietWindowAnswer.class);
    private static final Answer JOB = new Answer("202", JobAnswer.class);

    /** Java does not tell these. */
    private static final Map<String, List<Answer>> RESPONSES = Map.ofEntries(
            Map.entry("POST /backups", List.of(STARTED)),
            Map.entry("POST /backups/{set}/verifications", List.of(STARTED)),
            Map.entry("POST /backups/{set}/ports", List.of(STARTED)),
            Map.entry("POST /backups/{set}/restores", List.of(STARTED)),
            Map.entry("POST /prunes", List.of(STARTED)),
            Map.entry("DELETE /backups/{set}", List.of(NOTHING)),
            Map.entry("PUT /backups/{set}/pin", List.of(NOTHING)),
            Map.entry("DELETE /backups/{set}/pin", List.of(NOTHING)),
            Map.entry("POST /jobs/{id}/restart", List.of(JOB)),
            Map.entry("POST /jobs/{id}/stop", List.of(JOB)),
            Map.entry("POST /jobs/{id}/abandon", List.of(JOB)),
            Map.entry("DELETE /quiet-window", List.of(STILL_CLOSING, NOTHING)));

    static List<ApiOperation> all() {
        return RestApplication.RESOURCES.stream().flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .flatMap(method -> verb(method).map(verb -> new ApiOperation(method, verb, path(method))).stream())
                .toList();
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations()).map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value()).findFirst();
    }

    private static String path(Method method) {
        return Stream.of(method.getDeclaringClass(), method).map(place -> place.getAnnotation(Path.class))
                .filter(path -> path != null).map(Path::value).map(value -> value.replaceAll("^/|/$", ""))
                .collect(Collectors.joining("/", "/", ""));
    }

    String key() {
        return verb + " " + path;
    }

    /** Media type of the answer. */
    String produces() {
        return Stream.of(method, method.getDeclaringClass()).map(place -> place.getAnnotation(Produces.class))
                .filter(produces -> produces != null).findFirst().orElseThrow().value()[0];
    }

    /** In the order of their statuses. */
    List<Answer> answers() {
        if (method.getReturnType() == Response.class) {
            return Optional.ofNullable(RESPONSES.get(key())).orElseThrow(
                    () -> new AssertionError(key() + " answers with a Response: say here what is in it"));
        }
        return List.of(new Answer("200", method.getReturnType() == void.class ? JobAnswer.class
                : method.getGenericReturnType()));
    }

    /** Parameters of path and query, as {@code path set} or {@code query most=100}, with their types. */
    Map<String, Type> parameters() {
        Map<String, Type> parameters = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(PathParam.class)) {
                parameters.put("path " + parameter.getAnnotation(PathParam.class).value(), parameter.getType());
            } else if (parameter.isAnnotationPresent(QueryParam.class)) {
                String otherwise = parameter.getAnnotation(DefaultValue.class).value();
                // numbers come as text, see QueryNumber
                parameters.put("query " + parameter.getAnnotation(QueryParam.class).value() + "=" + otherwise,
                        otherwise.matches("\\d+") ? int.class : parameter.getType());
            }
        }
        return parameters;
    }

    /** Type of the body of the request. */
    Optional<Type> body() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Stream.of(PathParam.class, QueryParam.class, Context.class)
                        .noneMatch(parameter::isAnnotationPresent))
                .map(Parameter::getParameterizedType).findFirst();
    }
}
