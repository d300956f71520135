package dev.domibusbackup.server.wildfly;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * A public method that some versions of the server's classes have and others have not, or have under another name. What
 * all versions have is called as usual, and a test of the build links it against each of them.
 */
final class OptionalMethod {

    private final Method method;

    private OptionalMethod(Method method) {
        this.method = method;
    }

    /** The method as its interface or class declares it; empty when this version has none such. */
    static Optional<OptionalMethod> of(Class<?> declaring, String name, Class<?>... parameters) {
        return Arrays.stream(declaring.getMethods())
                .filter(method -> method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters))
                .findAny().map(OptionalMethod::new);
    }

    /** Calls it. What it throws is thrown as it is. */
    Object call(Object target, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
