package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Domibus configuration folder.
 *
 * @param folder  absolute and normalised, as Domibus resolves {@code ${domibus.config.location}}
 * @param namedBy what names it, for messages
 */
public record ConfigLocation(Path folder, String namedBy) {

    /** The name that Domibus reads. */
    public static final String PROPERTY = "domibus.config.location";
    /** The name that Domibus's backup guide uses; Domibus itself does not read it. */
    public static final String GUIDE_PROPERTY = "domibus.conf.location";

    public ConfigLocation {
        Objects.requireNonNull(namedBy, "namedBy");
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + folder);
        }
    }

    /**
     * Looks where Domibus looks, first the web application's context parameters, then the system properties; the
     * guide's spelling only after that.
     *
     * @return empty, with a problem, if nothing names a folder that can be read
     */
    static Optional<ConfigLocation> find(Map<String, String> contextParameters, Map<String, String> systemProperties,
            Findings findings) {
        for (String name : List.of(PROPERTY, GUIDE_PROPERTY)) {
            String parameter = contextParameters.get(name);
            if (parameter != null && !parameter.isBlank()) {
                return check(parameter.strip(), "context parameter " + name, findings);
            }
            String property = systemProperties.get(name);
            if (property != null && !property.isBlank()) {
                return check(property.strip(), "system property " + name, findings);
            }
        }
        findings.problem(DomibusProblem.CONFIG_LOCATION_UNKNOWN);
        return Optional.empty();
    }

    private static Optional<ConfigLocation> check(String value, String namedBy, Findings findings) {
        try {
            Path folder = Path.of(value).toAbsolutePath().normalize();
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                return Optional.of(new ConfigLocation(folder, namedBy));
            }
        } catch (InvalidPathException e) {
            findings.problem(DomibusProblem.PATH_INVALID, "property", namedBy, "path", Reasons.of(e));
            return Optional.empty();
        }
        findings.problem(DomibusProblem.CONFIG_LOCATION_NOT_A_FOLDER, "path", value, "name", namedBy);
        return Optional.empty();
    }
}
