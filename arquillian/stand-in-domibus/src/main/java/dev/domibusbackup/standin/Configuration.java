package dev.domibusbackup.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;

/**
 * The effective configuration: system properties over the merged files, placeholders resolved. Read once at each start
 * of the application, as the real one does.
 */
public final class Configuration {

    /** The code that a single-tenant installation gives its one domain. */
    public static final String DEFAULT_DOMAIN = "default";

    private final Path location;
    private final Map<String, String> merged;
    private final StringSubstitutor placeholders;

    private Configuration(Path location, Map<String, String> merged) {
        this.location = location;
        this.merged = merged;
        this.placeholders = new StringSubstitutor(this::raw)
                .setValueDelimiter(":")
                .setEnableSubstitutionInVariables(true);
    }

    /**
     * Reads the configuration that system property {@code domibus.config.location} names.
     *
     * @throws IllegalStateException when it is not set, or names no folder
     */
    public static Configuration read() {
        String name = System.getProperty("domibus.config.location");
        if (name == null || name.isBlank()) {
            throw new IllegalStateException("System property domibus.config.location is not set");
        }
        Path location = Path.of(name).toAbsolutePath().normalize();
        if (!Files.isDirectory(location)) {
            throw new IllegalStateException("domibus.config.location is no folder: " + location);
        }
        return new Configuration(location, PropertyFiles.merge(location));
    }

    private String raw(String name) {
        if (name.equals("domibus.config.location")) {
            return location.toString();
        }
        return Optional.ofNullable(System.getProperty(name)).orElseGet(() -> merged.get(name));
    }

    public Path location() {
        return location;
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(raw(name)).map(placeholders::replace).map(String::trim).filter(v -> !v.isEmpty());
    }

    /** @throws IllegalStateException when the property has no value */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("Property " + name + " has no value"));
    }

    public boolean isMultiTenant() {
        return find("domibus.database.general.schema").isPresent();
    }

    /** All domains: the folders below {@code domains} that hold their property file, or the one default. */
    public List<String> domains() {
        if (!isMultiTenant()) {
            return List.of(DEFAULT_DOMAIN);
        }
        try (Stream<Path> folders = Files.list(location.resolve("domains"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(d -> Files.exists(location.resolve("domains/" + d + "/" + d + "-domibus.properties")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the domains of " + location, e);
        }
    }

    /** A property of one domain, without falling back to the installation's. */
    public Optional<String> ofDomain(String domain, String name) {
        return find(isMultiTenant() ? domain + "." + name : name);
    }

    /** The schema of a domain; empty means the one that the data source connects to. */
    public Optional<String> schema(String domain) {
        return ofDomain(domain, "domibus.database.schema");
    }

    /** The payload folder of a domain; empty means that payloads are kept in the database. */
    public Optional<Path> payloadFolder(String domain) {
        return ofDomain(domain, "domibus.attachment.storage.location").map(Path::of);
    }

    /** The file with this name by which a test switches a fault on, or releases a message. */
    public Path standInFile(String name) {
        return location.resolve("stand-in").resolve(name);
    }

    public String displayVersion() {
        return get("domibus.artifactName") + " Version [" + get("domibus.artifactVersion") + "] Build-Time ["
                + get("domibus.build.time") + "|Coordinated Universal Time]";
    }
}
