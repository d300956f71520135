package dev.domibusbackup.server.wildfly;

import java.util.Optional;

import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.ServerProblem;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.password.interfaces.ClearPassword;

/** Passwords that the server's settings keep in an Elytron credential store. */
final class CredentialStores {

    private CredentialStores() {
    }

    /** The clear password under an alias; empty when there is none, or one that is not clear. */
    static Optional<Secret> read(String store, String alias) {
        try {
            PasswordCredential credential = ((CredentialStore) Services.credentialStore(store))
                    .retrieve(alias, PasswordCredential.class);
            if (credential == null || !(credential.getPassword() instanceof ClearPassword password)) {
                return Optional.empty();
            }
            return Optional.of(Secret.of(new String(password.getPassword())));
        } catch (CredentialStoreException e) {
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", "retrieve",
                    "address", "/subsystem=elytron/credential-store=" + store, "reason", e.getMessage());
        }
    }
}
