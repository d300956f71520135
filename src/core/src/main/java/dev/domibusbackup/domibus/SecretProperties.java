package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import dev.domibusbackup.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads properties that hold passwords, decrypted with the key of their domain. */
final class SecretProperties {

    static final String KEY_LOCATION = "domibus.password.encryption.key.location";

    private final EffectiveProperties properties;
    private final Domains domains;
    private final Optional<ConfigLocation> location;

    SecretProperties(EffectiveProperties properties, Domains domains, Optional<ConfigLocation> location) {
        this.properties = properties;
        this.domains = domains;
        this.location = location;
    }

    /** The password; empty if it is not set, or cannot be had: the latter is a problem. */
    Optional<Secret> secret(String name, Findings findings) {
        return properties.value(name, findings).flatMap(value -> reveal(name, value, findings));
    }

    /**
     * Decrypts every encrypted value, so that a backup of which the key is missing is a problem now and not when it
     * is restored.
     *
     * @return all passwords that were found, encrypted or not
     */
    Set<Secret> all(Findings findings) {
        Set<Secret> secrets = new HashSet<>();
        for (String name : properties.names()) {
            properties.find(name).flatMap(EffectiveProperty::value).filter(value -> !value.isEmpty())
                    .filter(value -> PropertyEncryption.isEncrypted(value) || Redaction.isSecretName(name))
                    .flatMap(value -> reveal(name, value, findings)).ifPresent(secrets::add);
        }
        return secrets;
    }

    private Optional<Secret> reveal(String name, String value, Findings findings) {
        if (!PropertyEncryption.isEncrypted(value)) {
            return Optional.of(Secret.of(value));
        }
        Optional<Path> folder = keyFolder(name, findings);
        try {
            return folder.map(found -> PropertyEncryption.decrypt(name, value, found));
        } catch (ProblemException e) {
            findings.problem(e.problem());
            return Optional.empty();
        }
    }

    /** A domain's own key has no fallback to the global one. */
    private Optional<Path> keyFolder(String name, Findings findings) {
        Optional<Domain> domain = domains.ofProperty(name);
        String keyLocation = domain.map(found -> found.property(KEY_LOCATION)).orElse(KEY_LOCATION);
        Optional<String> value = properties.value(keyLocation, findings);
        if (value.isPresent()) {
            return Paths.absolute(keyLocation, value.get(), findings);
        }
        if (domain.isPresent()) {
            if (properties.find(keyLocation).flatMap(EffectiveProperty::problem).isEmpty()) {
                findings.problem(DomibusProblem.ENCRYPTION_KEY_LOCATION_UNSET,
                        "property", name, "domain", domain.get().code());
            }
            return Optional.empty();
        }
        // Domibus's own default, for when its WAR could not be read
        return location.map(found -> found.folder().resolve("internal/encrypt"));
    }
}
