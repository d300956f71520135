package dev.domibusbackup.job;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.TypeDescriptor;

/**
 * What the JDK remembers of records. The method handles that {@code java.lang.runtime.ObjectMethods} makes the methods
 * of all records of the JVM from each keep the last type they were asked for (seen in JDK 17): one of our records, and
 * our class loader with it, for as long as nobody else uses a record for the first time. Java 11 has no records: the
 * class is called by its name.
 */
final class RecordMethods {

    private static final String OBJECT_METHODS = "java.lang.runtime.ObjectMethods";

    private RecordMethods() {
    }

    /** Lets them keep types of the JDK instead. */
    static void forgetOurs() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            MethodHandle getter = lookup.findVirtual(Thread.class, "getName", MethodType.methodType(String.class));
            make(lookup, "equals", MethodType.methodType(boolean.class, Thread.class, Object.class), getter);
            make(lookup, "hashCode", MethodType.methodType(int.class, Thread.class), getter);
            make(lookup, "toString", MethodType.methodType(String.class, Thread.class), getter);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JDK makes no methods of records", e);
        }
    }

    private static void make(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle getter)
            throws ReflectiveOperationException {
        Class<?> methods;
        try {
            methods = Class.forName(OBJECT_METHODS);
        } catch (ClassNotFoundException beforeJava16) {
            return;
        }
        methods.getMethod("bootstrap", MethodHandles.Lookup.class, String.class, TypeDescriptor.class, Class.class,
                        String.class, MethodHandle[].class)
                .invoke(null, lookup, method, type, Thread.class, "name", new MethodHandle[] {getter});
    }
}
