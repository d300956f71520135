package dev.domibusbackup.ear;

import java.io.File;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds for a record of the product how to make one that its constructor accepts: tries values for its parameters until
 * one is. The first recipe has everything in it that can be, the second one as little as possible.
 */
final class Recipes {

    private static final int TRIES = 5_000;
    private static final Map<Class<?>, List<?>> VALUES = Map.ofEntries(
            Map.entry(boolean.class, List.of(true, false)),
            Map.entry(int.class, List.of(1, 0, 2, 200, 8080)),
            Map.entry(long.class, List.of(1L, 0L, 2L, 5_000_000_000L)),
            Map.entry(double.class, List.of(1.5, 0.0)),
            Map.entry(byte.class, List.of((byte) 1)),
            Map.entry(short.class, List.of((short) 1)),
            Map.entry(char.class, List.of('a')),
            Map.entry(float.class, List.of(1.5f)),
            Map.entry(Boolean.class, List.of(true, false)),
            Map.entry(Integer.class, List.of(1, 0)),
            Map.entry(Long.class, List.of(1L, 0L)),
            Map.entry(Double.class, List.of(1.5)),
            Map.entry(Object.class, List.of("a")),
            Map.entry(String.class, List.of("a", "20261122T101500123Z-a", "0123456789abcdef".repeat(4), "a.b",
                    "messages/a.jsonl.gz", "/srv/a", "5.1.1", "jms.queue.a", "1", "1.0", "mysql", "DB-SET-001",
                    "2026-11-22T10:15:00Z",
                    "00000000-0000-4000-8000-000000000001", "", "INFO", "{}", "localhost", "A reason.")),
            Map.entry(Instant.class, List.of(Instant.parse("2026-11-22T10:15:00.123Z"),
                    Instant.parse("2026-11-22T10:16:00Z"), Instant.parse("2026-11-22T10:14:00.999Z"))),
            Map.entry(Duration.class, List.of(Duration.ofMillis(61_500), Duration.ZERO)),
            Map.entry(Path.class, List.of(Path.of("/srv/a"), Path.of("a"), Path.of("/srv/a/b"))),
            Map.entry(File.class, List.of(new File("/srv/a"))),
            Map.entry(URI.class, List.of(URI.create("http://localhost/a"))),
            Map.entry(UUID.class, List.of(UUID.fromString("00000000-0000-4000-8000-000000000001"))),
            Map.entry(OptionalLong.class, List.of(OptionalLong.of(1), OptionalLong.empty())),
            Map.entry(OptionalInt.class, List.of(OptionalInt.of(1), OptionalInt.empty())),
            Map.entry(byte[].class, List.of(new byte[] {1, 2})));

    private final Map<Class<?>, List<Recipe>> found = new HashMap<>();
    private final Set<Class<?>> open = new HashSet<>();

    /** One or two recipes for a record, or none. */
    List<Recipe> of(Class<?> type) {
        if (found.containsKey(type)) {
            return found.get(type);
        }
        if (!open.add(type)) {
            return List.of();
        }
        RecordComponent[] components = type.getRecordComponents();
        List<List<Recipe>> candidates = Stream.of(components)
                .map(component -> candidates(component.getGenericType())).toList();
        Function<List<Recipe>, Recipe> made = arguments -> new Recipe.Made(type.getName(), null,
                Stream.of(components).map(component -> component.getType().getName()).toList(), arguments);
        List<Recipe> recipes = Stream.of(candidates, candidates.stream().map(Recipes::reversed).toList())
                .flatMap(some -> search(some, made).stream()).distinct().toList();
        open.remove(type);
        found.put(type, recipes);
        return recipes;
    }

    private static List<Recipe> reversed(List<Recipe> candidates) {
        List<Recipe> reversed = new ArrayList<>(candidates);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Optional<Recipe> search(List<List<Recipe>> candidates, Function<List<Recipe>, Recipe> made) {
        if (candidates.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        List<Recipe> first = candidates.stream().map(some -> some.get(0)).toList();
        Stream<List<Recipe>> one = changed(first, candidates);
        Stream<List<Recipe>> two = changed(first, candidates).flatMap(some -> changed(some, candidates));
        Stream<List<Recipe>> three = changed(first, candidates).flatMap(some -> changed(some, candidates))
                .flatMap(some -> changed(some, candidates));
        return Stream.of(Stream.of(first), one, two, three).flatMap(Function.identity()).limit(TRIES)
                .map(made).filter(Recipes::works).findFirst();
    }

    private static Stream<List<Recipe>> changed(List<Recipe> arguments, List<List<Recipe>> candidates) {
        return IntStream.range(0, arguments.size()).boxed().flatMap(place -> candidates.get(place).stream().skip(1)
                .map(other -> {
                    List<Recipe> changed = new ArrayList<>(arguments);
                    changed.set(place, other);
                    return changed;
                }));
    }

    private static boolean works(Recipe recipe) {
        try {
            recipe.in(World.JAKARTA);
            return true;
        } catch (Exception refused) {
            // it checks itself, and does not like these values: others are tried
            return false;
        }
    }

    private List<Recipe> candidates(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = type instanceof Class<?> given ? given : Object.class;
        List<Recipe> candidates = new ArrayList<>(plain(plain));
        if (!plain.isPrimitive()) {
            candidates.add(new Recipe.Given(null));
        }
        return candidates;
    }

    private List<Recipe> generic(Class<?> raw, Type[] arguments) {
        if (raw == Map.class || raw == SortedMap.class) {
            return maps(raw, candidates(arguments[0]), candidates(arguments[1]));
        }
        if (Set.of(List.class, Set.class, SortedSet.class, Optional.class, Collection.class).contains(raw)) {
            Class<?> kind = raw == Collection.class ? List.class : raw;
            return Stream.concat(candidates(arguments[0]).stream().filter(value -> !isNull(value)).limit(6)
                            .map(value -> (Recipe) new Recipe.Collected(kind, Optional.of(value))),
                    Stream.of(new Recipe.Collected(kind, Optional.empty()))).toList();
        }
        return List.of(new Recipe.Given(null));
    }

    private static List<Recipe> maps(Class<?> type, List<Recipe> keys, List<Recipe> values) {
        List<Recipe> maps = new ArrayList<>();
        keys.stream().filter(key -> !isNull(key)).limit(3).forEach(key ->
                values.stream().filter(value -> !isNull(value)).limit(3).forEach(value ->
                        maps.add(new Recipe.Mapped(type, Optional.of(key), Optional.of(value)))));
        maps.add(new Recipe.Mapped(type, Optional.empty(), Optional.empty()));
        return maps;
    }

    private static boolean isNull(Recipe recipe) {
        return recipe instanceof Recipe.Given given && given.value() == null;
    }

    private List<Recipe> plain(Class<?> type) {
        if (VALUES.containsKey(type)) {
            return VALUES.get(type).stream().map(value -> (Recipe) new Recipe.Given(value)).toList();
        }
        if (type.isEnum()) {
            return IntStream.range(0, type.getEnumConstants().length)
                    .mapToObj(ordinal -> (Recipe) new Recipe.Constant(type.getName(), ordinal)).toList();
        }
        if (type.isRecord()) {
            return of(type);
        }
        if (type.getName().equals("com.fasterxml.jackson.databind.JsonNode")) {
            return List.of(new Recipe.Tree("{\"a\":[1,\"b\",null,{\"c\":1.5}]}"));
        }
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses()).flatMap(some -> plain(some).stream()).toList();
        }
        return type.getName().startsWith("dev.domibusbackup.") && !type.isInterface() && open.add(type)
                ? ofClass(type) : List.of();
    }

    /** By any constructor or static method of a class. */
    private List<Recipe> ofClass(Class<?> type) {
        Stream<Recipe> constructed = Stream.of(type.getDeclaredConstructors())
                .flatMap(constructor -> made(type, null, constructor));
        Stream<Recipe> called = Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                .sorted(Comparator.comparing(Method::toString))
                .flatMap(method -> made(type, method.getName(), method));
        List<Recipe> recipes = Stream.concat(constructed, called).limit(3).toList();
        open.remove(type);
        return recipes;
    }

    private Stream<Recipe> made(Class<?> type, String method, Executable by) {
        return search(Stream.of(by.getGenericParameterTypes()).map(this::candidates).toList(),
                arguments -> new Recipe.Made(type.getName(), method,
                        Stream.of(by.getParameterTypes()).map(Class::getName).toList(), arguments)).stream();
    }
}
