package dev.domibusbackup.wildfly.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.site.Site;

/** A plain JMX client, as JConsole is one: it has the classes of the JDK and none of ours. */
final class JmxClient implements AutoCloseable {

    static final ObjectName INSTALLATION = name("Installation");
    static final ObjectName JOBS = name("Jobs");
    static final ObjectName QUIET_WINDOW = name("QuietWindow");
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final JMXConnector connector;
    private final Optional<URLClassLoader> classes;
    private final List<Notification> notifications = new CopyOnWriteArrayList<>();
    private final NotificationListener listener = (notification, handback) -> notifications.add(notification);

    private JmxClient(JMXServiceURL address, Optional<URLClassLoader> classes, String... credentials) {
        this.classes = classes;
        ClassLoader plain = classes.map(ClassLoader.class::cast).orElse(ClassLoader.getPlatformClassLoader());
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnectorFactory.DEFAULT_CLASS_LOADER, plain);
        environment.put(JMXConnectorFactory.PROTOCOL_PROVIDER_CLASS_LOADER, plain);
        if (credentials.length > 0) {
            environment.put(JMXConnector.CREDENTIALS, credentials);
        }
        connector = plainly(() -> JMXConnectorFactory.connect(address, environment));
    }

    /** As JConsole connects to a local process. */
    static JmxClient local(Site site) {
        try {
            VirtualMachine process = VirtualMachine.attach(Long.toString(site.server().pid()));
            try {
                return new JmxClient(new JMXServiceURL(process.startLocalManagementAgent()), Optional.empty());
            } finally {
                process.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * By WildFly's management port, as {@code bin/jconsole.sh} connects, with the server's client library alone.
     *
     * @param credentials name and password; none for the user of the operating system
     */
    static JmxClient remote(Site site, String... credentials) {
        Path library = site.server().home().folder().resolve("bin/client/jboss-client.jar");
        try {
            return new JmxClient(new JMXServiceURL("service:jmx:remote+http://127.0.0.1:"
                    + site.server().managementPort()), Optional.of(new URLClassLoader(
                            new URL[] {library.toUri().toURL()}, ClassLoader.getPlatformClassLoader())), credentials);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    MBeanServerConnection connection() {
        return plainly(connector::getMBeanServerConnection);
    }

    Object get(ObjectName bean, String attribute) {
        return plainly(() -> connection().getAttribute(bean, attribute));
    }

    /** Calls an operation whose parameters are texts. */
    Object call(ObjectName bean, String operation, String... parameters) {
        return plainly(() -> invoke(bean, operation, parameters));
    }

    /** Calls an operation that is refused, and gives the exception that the operation threw. */
    Exception refusal(ObjectName bean, String operation, String... parameters) {
        return plainly(() -> {
            try {
                throw new AssertionError("not refused: " + invoke(bean, operation, parameters));
            } catch (MBeanException e) {
                return e.getTargetException();
            }
        });
    }

    private Object invoke(ObjectName bean, String operation, String... parameters) throws JMException, IOException {
        String[] signature = new String[parameters.length];
        Arrays.fill(signature, String.class.getName());
        return connection().invoke(bean, operation, parameters, signature);
    }

    /** From now on notifications of a bean are kept. */
    void listen(ObjectName bean) {
        plainly(() -> {
            connection().addNotificationListener(bean, listener, null, null);
            return null;
        });
    }

    /** The last parts of the types of all that came, in the order in which they came, once there are so many. */
    List<String> awaitNotifications(int count) {
        Await.until(count + " notifications", BOUND, () -> notifications.size() >= count);
        return notifications.stream().map(one -> one.getType().replace("dev.domibusbackup.", "")).toList();
    }

    List<Notification> notifications() {
        return new ArrayList<>(notifications);
    }

    @Override
    public void close() {
        plainly(() -> {
            connector.close();
            if (classes.isPresent()) {
                classes.get().close();
            }
            return null;
        });
    }

    private interface Act<T> {
        T perform() throws JMException, IOException;
    }

    /** With no classes in reach but those of a plain client. */
    private <T> T plainly(Act<T> act) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes.map(ClassLoader.class::cast)
                .orElse(ClassLoader.getPlatformClassLoader()));
        try {
            return act.perform();
        } catch (JMException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ObjectName name(String type) {
        try {
            return new ObjectName("dev.domibusbackup:type=" + type);
        } catch (JMException e) {
            throw new IllegalArgumentException(type, e);
        }
    }
}
