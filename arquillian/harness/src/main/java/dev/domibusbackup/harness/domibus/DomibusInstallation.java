package dev.domibusbackup.harness.domibus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installation of the stand-in Domibus: everything around the server. Make one with {@link #below}.
 *
 * @param base the folder that all of it lies in
 * @param configuration the folder that {@code domibus.config.location} names
 * @param data the folder above all payload, eArchive, temporary and FS-plugin folders
 * @param logs where logback.xml says that Domibus logs
 * @param outsideKeystore a key store outside the configuration folder that a property names by its absolute path
 * @param domains one, or all tenants
 * @param generalSchema only when multi-tenant
 * @param account the database account of Domibus, with all rights on its schemas
 * @param jdbcUrl what the data source connects to
 */
public record DomibusInstallation(Path base, Path configuration, Path data, Path logs, Path outsideKeystore,
        List<DomibusDomain> domains, Optional<String> generalSchema, String account, String password, String jdbcUrl) {

    static final String KEYSTORE_PASSWORD = "keystore-Pass%4711";
    static final String TRUSTSTORE_PASSWORD = "truststore-Pass%0815";

    public DomibusInstallation {
        domains = List.copyOf(domains);
    }

    /** Starts describing an installation that will lie in this folder and use this database. */
    public static DomibusInstallationBuilder below(Path base, DatabaseServer database) {
        return new DomibusInstallationBuilder(base, database);
    }

    /** All schemas, the general one first. */
    public List<String> schemas() {
        return Stream.concat(generalSchema.stream(), domains.stream().map(DomibusDomain::schema)).toList();
    }

    public DomibusDomain domain(String code) {
        return domains.stream().filter(d -> d.code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No domain " + code + " among " + domains));
    }

    /** What the server's JVM must be started with. */
    public Map<String, String> systemProperties() {
        return Map.of("domibus.config.location", configuration.toString());
    }

    /** Where a test puts the files that switch a fault on or release a message; made when the installation is. */
    public Path standIn() {
        return configuration.resolve("stand-in");
    }

    /** Everything that must never be seen in a log, an answer, a manifest or a process's arguments. */
    public List<String> secrets() {
        return List.of(password, KEYSTORE_PASSWORD, TRUSTSTORE_PASSWORD, EmbeddedBroker.PASSWORD);
    }

    @Override
    public String toString() {
        return "DomibusInstallation[" + base + "]";
    }
}
