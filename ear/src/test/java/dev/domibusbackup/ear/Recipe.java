package dev.domibusbackup.ear;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How to make a value of the product, in the classes of the one edition and of the other. */
interface Recipe {

    Object in(World world) throws Exception;

    /** A value of Java itself. */
    record Given(Object value) implements Recipe {
        @Override
        public Object in(World world) {
            return value;
        }
    }

    /** A constant of an enum. */
    record Constant(String type, int ordinal) implements Recipe {
        @Override
        public Object in(World world) throws Exception {
            return world.type(type).getEnumConstants()[ordinal];
        }
    }

    /** By a constructor or, if it has a name, by a static method. */
    record Made(String type, String method, List<String> parameters, List<Recipe> arguments) implements Recipe {
        @Override
        public Object in(World world) throws Exception {
            Class<?> made = world.type(type);
            List<Class<?>> types = new ArrayList<>();
            for (String parameter : parameters) {
                types.add(world.type(parameter));
            }
            List<Object> values = new ArrayList<>();
            for (Recipe argument : arguments) {
                values.add(argument.in(world));
            }
            if (method != null) {
                Method factory = made.getDeclaredMethod(method, types.toArray(Class<?>[]::new));
                factory.setAccessible(true);
                return World.unwrapped(() -> factory.invoke(null, values.toArray()));
            }
            Constructor<?> constructor = made.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return World.unwrapped(() -> constructor.newInstance(values.toArray()));
        }
    }

    /** A collection of Java or an {@link Optional}, of at most one value. */
    record Collected(Class<?> type, Optional<Recipe> of) implements Recipe {
        @Override
        public Object in(World world) throws Exception {
            List<Object> values = of.isPresent() ? List.of(of.get().in(world)) : List.of();
            if (type == Optional.class) {
                return values.stream().findFirst();
            }
            return type == List.class ? values : type == SortedSet.class ? new TreeSet<>(values)
                    : new LinkedHashSet<>(values);
        }
    }

    /** A map of at most one entry. */
    record Mapped(Class<?> type, Optional<Recipe> key, Optional<Recipe> value) implements Recipe {
        @Override
        public Object in(World world) throws Exception {
            Map<Object, Object> map = key.isPresent() && value.isPresent()
                    ? Map.of(key.get().in(world), value.get().in(world)) : Map.of();
            return type == SortedMap.class ? new TreeMap<>(map) : map;
        }
    }

    /** Any JSON. */
    record Tree(String json) implements Recipe {
        @Override
        public Object in(World world) throws Exception {
            return world.tree(json);
        }
    }
}
