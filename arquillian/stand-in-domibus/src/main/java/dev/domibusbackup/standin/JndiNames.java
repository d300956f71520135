package dev.domibusbackup.standin;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

/** Looks up what the server offers. Names are as in the properties, such as {@code jms/domibus.DLQ}. */
final class JndiNames {

    private JndiNames() {
    }

    /** @throws IllegalStateException when the name is not bound or bound to something else */
    static <T> T lookup(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalStateException("JNDI name not bound: java:/" + name));
    }

    static <T> Optional<T> find(String name, Class<T> type) {
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
