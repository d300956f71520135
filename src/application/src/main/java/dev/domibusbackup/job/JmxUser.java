package dev.domibusbackup.job;

import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.Principal;
import java.util.Optional;

import javax.security.auth.Subject;

import dev.domibusbackup.server.ApplicationServer;

/** Who it is that calls by JMX. */
final class JmxUser {

    private static final int LONGEST = 100;

    private JmxUser() {
    }

    /** The user's name as the server knows it or as the JMX connector has authenticated him; empty without. */
    static Optional<String> of(ApplicationServer server) {
        return server.managementUser().or(JmxUser::ofConnector)
                .map(name -> name.replaceAll("[^\\p{Print}]", "?"))
                .map(name -> name.substring(0, Math.min(LONGEST, name.length())));
    }

    private static Optional<String> ofConnector() {
        return Optional.ofNullable(subject()).stream().flatMap(subject -> subject.getPrincipals().stream())
                .map(Principal::getName).findFirst();
    }

    /** {@code Subject.current()} where there is one: what was before it, Java is about to do away with. */
    private static Subject subject() {
        try {
            return (Subject) Subject.class.getMethod("current").invoke(null);
        } catch (NoSuchMethodException e) {
            return ofAccessControl();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the caller's name cannot be had", e);
        }
    }

    @SuppressWarnings("removal")
    private static Subject ofAccessControl() {
        return Subject.getSubject(AccessController.getContext());
    }
}
