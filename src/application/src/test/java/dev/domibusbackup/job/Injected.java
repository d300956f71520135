package dev.domibusbackup.job;

import java.lang.reflect.Field;

/** Puts parts into a bean, as the server does. */
final class Injected {

    private Injected() {
    }

    static void into(Object bean, String name, Object part) {
        field(bean.getClass(), bean, name, part);
    }

    /** The same for a bean of a class that extends the one with the field. */
    static void field(Class<?> type, Object bean, String name, Object part) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            field.set(bean, part);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
