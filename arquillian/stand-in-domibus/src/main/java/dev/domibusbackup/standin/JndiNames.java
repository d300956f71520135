package dev.domibusbackup.standin;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

/**
 * Looks up what the server offers. Names are as in the properties, such as {@code jms/domibus.DLQ}. While the server
 * boots, a deployment can be quicker than what it needs; so a name may take a while to appear.
 */
final class JndiNames {

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 100;

    private JndiNames() {
    }

    /** @throws IllegalStateException when the name does not get bound within 30 seconds, or to something else */
    static <T> T lookup(String name, Class<T> type) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Optional<T> found = find(name, type);
        while (found.isEmpty() && System.nanoTime() < end) {
            Faults.pause(PAUSE_MILLIS);
            found = find(name, type);
        }
        return found.orElseThrow(() -> new IllegalStateException("JNDI name not bound: java:/" + name));
    }

    private static <T> Optional<T> find(String name, Class<T> type) {
        try {
            InitialContext context = new InitialContext();
            try {
                return Optional.of(type.cast(context.lookup("java:/" + name)));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new IllegalStateException("JNDI name cannot be looked up: java:/" + name, e);
        }
    }
}
