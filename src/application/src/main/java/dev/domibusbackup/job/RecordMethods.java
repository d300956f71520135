package dev.domibusbackup.job;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the JDK remembers of records. The method handles that {@code java.lang.runtime.ObjectMethods} makes the methods
 * of all records of the JVM from each keep the last type they were asked for (seen in JDK 17): one of our records, and
 * our class loader with it, for as long as nobody else uses a record for the first time. Java 11 has no records: the
 * class is called by its name.
 */
final class RecordMethods {

    private static final System.Logger LOG = System.getLogger(RecordMethods.class.getName());
    private static final String OBJECT_METHODS = "java.lang.runtime.ObjectMethods";

    private RecordMethods() {
    }

    /**
     * Lets them keep types of the JDK instead. Where that cannot be done, one class loader stays until somebody else
     * uses a record: nothing an undeployment should fail for.
     */
    static void forgetOurs() {
        try {
            Optional<Method> bootstrap = bootstrap();
            if (bootstrap.isEmpty()) {
                return;
            }
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle getter = lookup.findVirtual(Thread.class, "getName", MethodType.methodType(String.class));
            make(bootstrap.get(), lookup, "equals",
                    MethodType.methodType(boolean.class, Thread.class, Object.class), getter);
            make(bootstrap.get(), lookup, "hashCode", MethodType.methodType(int.class, Thread.class), getter);
            make(bootstrap.get(), lookup, "toString", MethodType.methodType(String.class, Thread.class), getter);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "The JDK goes on remembering one of our records", e);
        }
    }

    /**
     * Found by its name alone: one of its parameters is of a type that Java 11 does not have, and the edition for
     * Java 11 would look for a replacement of that type. Empty before Java 16.
     */
    private static Optional<Method> bootstrap() {
        try {
            return Arrays.stream(Class.forName(OBJECT_METHODS).getMethods())
                    .filter(method -> method.getName().equals("bootstrap")).findFirst();
        } catch (ClassNotFoundException beforeJava16) {
            return Optional.empty();
        }
    }

    private static void make(Method bootstrap, MethodHandles.Lookup lookup, String method, MethodType type,
                             MethodHandle getter) throws ReflectiveOperationException {
        bootstrap.invoke(null, lookup, method, type, Thread.class, "name", new MethodHandle[] {getter});
    }
}
