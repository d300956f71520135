package dev.domibusbackup.standin.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/**
 * A running ActiveMQ in a class loader of its own, above which is nothing but the JDK: neither the server's ActiveMQ nor
 * its {@code jakarta} packages come near it.
 */
final class OwnBroker implements AutoCloseable {

    private static final String JAR = "/broker/stand-in-broker.jar";
    private static final String CLASS = "dev.domibusbackup.standin.broker.SpringBroker";

    private final Path jar;
    private final URLClassLoader classes;
    private final AutoCloseable broker;

    /**
     * @param file       configuration of the broker
     * @param properties gives the value of a placeholder's name; null when there is none
     * @throws IllegalStateException when it does not start
     */
    OwnBroker(Path file, UnaryOperator<String> properties) {
        try {
            jar = Files.createTempFile("stand-in-broker", ".jar");
            try (InputStream in = OwnBroker.class.getResourceAsStream(JAR)) {
                Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
            }
            classes = new URLClassLoader("broker of Domibus", new URL[] {jar.toUri().toURL()},
                    new JdkAndNaming());
        } catch (IOException e) {
            throw new IllegalStateException("The broker cannot be unpacked", e);
        }
        try {
            broker = inside(() -> (AutoCloseable) classes.loadClass(CLASS)
                    .getConstructor(Path.class, UnaryOperator.class).newInstance(file, properties));
        } catch (RuntimeException e) {
            removeClasses();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            inside(() -> {
                broker.close();
                return null;
            });
        } finally {
            removeClasses();
        }
    }

    private void removeClasses() {
        try {
            classes.close();
            Files.delete(jar);
        } catch (IOException e) {
            throw new IllegalStateException("The broker's jar cannot be removed", e);
        }
    }

    /** Tomcat makes its own JNDI the JVM's, and the broker's JMX connector is bound by JNDI. */
    private static final class JdkAndNaming extends ClassLoader {

        JdkAndNaming() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.naming.")) {
                return OwnBroker.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    @FunctionalInterface
    private interface Act {
        AutoCloseable run() throws Exception;
    }

    /** ActiveMQ finds its parts by the thread's class loader. */
    private AutoCloseable inside(Act act) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return act.run();
        } catch (Exception e) {
            throw new IllegalStateException("The broker of Domibus failed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
