package dev.domibusbackup.standin;

/** A service in the WAR for a server that has no messaging of its own. */
@FunctionalInterface
public interface MessagingProvider {

    /** @throws IllegalStateException when the broker does not start */
    Messaging start(Configuration configuration);
}
