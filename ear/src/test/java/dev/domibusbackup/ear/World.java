package dev.domibusbackup.ear;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/** The classes of one edition as they are in a server, and what their own mapper makes of values. */
record World(ClassLoader loader) {

    static final World JAKARTA = new World(Edition.JAKARTA.loader(Server.loader(Server.jakarta())));
    static final World EE8 = new World(Edition.EE8.loader(Server.loader(Server.ee8())));

    Class<?> type(String name) throws ClassNotFoundException {
        return switch (name) {
            case "boolean" -> boolean.class;
            case "byte" -> byte.class;
            case "short" -> short.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "char" -> char.class;
            case "float" -> float.class;
            case "double" -> double.class;
            default -> Class.forName(name, true, loader);
        };
    }

    String write(Object value) throws Exception {
        return (String) call(mapper(value.getClass().getName()), "writeValueAsString", Object.class, value);
    }

    Object read(String json, String type) throws Exception {
        Object mapper = mapper(type);
        return unwrapped(() -> mapper.getClass().getMethod("readValue", String.class, Class.class)
                .invoke(mapper, json, type(type)));
    }

    Object tree(String json) throws Exception {
        return call(mapper(""), "readTree", String.class, json);
    }

    /** That of the product, but for a class that has one of its own. */
    private Object mapper(String type) throws Exception {
        if (!type.isEmpty()) {
            Class<?> outermost = type(type.replaceFirst("\\$.*", ""));
            for (Field field : outermost.getDeclaredFields()) {
                if (field.getName().equals("MAPPER")) {
                    field.setAccessible(true);
                    return field.get(null);
                }
            }
        }
        return type("dev.domibusbackup.set.Json").getMethod("mapper").invoke(null);
    }

    private static Object call(Object target, String method, Class<?> type, Object argument) throws Exception {
        return unwrapped(() -> target.getClass().getMethod(method, type).invoke(target, argument));
    }

    /** Something that may fail with an exception of the code it calls. */
    interface Reflective {
        Object call() throws ReflectiveOperationException;
    }

    static Object unwrapped(Reflective call) throws Exception {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
