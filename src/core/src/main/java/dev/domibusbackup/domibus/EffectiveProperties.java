package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties as Domibus sees them. Strongest first: the resolved configuration folder, context parameters, system
 * properties, environment, files. Values set at run time through Domibus's console are written to its files by
 * Domibus itself.
 */
public final class EffectiveProperties {

    /** Source of the resolved configuration folder. */
    public static final String RESOLVED = "the resolved configuration folder";
    /** Source of context parameters. */
    public static final String CONTEXT = "context parameters of the web application";
    /** Source of system properties. */
    public static final String SYSTEM = "system properties";
    /** Source of environment variables. */
    public static final String ENVIRONMENT = "environment";

    private record Raw(String value, String source) {
    }

    private final Map<String, Raw> strongest = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private final Map<String, Raw> files = new LinkedHashMap<>();
    private final Set<String> names = new TreeSet<>();
    private final Placeholders placeholders = new Placeholders(name -> raw(name).map(Raw::value), ":");

    /**
     * @param files             weakest first
     * @param environment       environment variables, found also in Spring's relaxed form
     * @param systemProperties  system properties
     * @param contextParameters context parameters of the web application
     * @param location          the configuration folder
     */
    EffectiveProperties(List<PropertyFile> files, Map<String, String> environment,
            Map<String, String> systemProperties, Map<String, String> contextParameters,
            Optional<ConfigLocation> location) {
        this.environment = environment;
        files.forEach(file -> file.values().forEach(
                (name, value) -> this.files.put(name, new Raw(value, file.source()))));
        systemProperties.forEach((name, value) -> strongest.put(name, new Raw(value, SYSTEM)));
        contextParameters.forEach((name, value) -> strongest.put(name, new Raw(value, CONTEXT)));
        location.ifPresent(found -> strongest.put(ConfigLocation.PROPERTY,
                new Raw(found.folder().toString(), RESOLVED)));
        names.addAll(this.files.keySet());
        names.addAll(strongest.keySet());
        environment.keySet().stream().filter(name -> name.indexOf('.') > 0).forEach(names::add);
    }

    /** Sorted names from files, context parameters, system properties; of the environment those with a dot. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Whether a file, a context parameter or the environment sets it, so that it is no mere property of the JVM. */
    boolean isSetForDomibus(String name) {
        Optional<Raw> raw = raw(name);
        return files.containsKey(name) || raw.isPresent() && !raw.get().source().equals(SYSTEM);
    }

    /** The property resolved; empty if nothing sets it. */
    public Optional<EffectiveProperty> find(String name) {
        return raw(name).map(raw -> {
            try {
                String value = placeholders.resolve(name, raw.source(), raw.value()).strip();
                return new EffectiveProperty(name, Optional.of(value), raw.source(), Optional.empty());
            } catch (ProblemException e) {
                return new EffectiveProperty(name, Optional.empty(), raw.source(), Optional.of(e.problem()));
            }
        });
    }

    /**
     * The value of a property that a backup needs: empty if it is not set, blank or not to be resolved; the last is a
     * problem.
     */
    Optional<String> value(String name, Findings findings) {
        Optional<EffectiveProperty> property = find(name);
        property.flatMap(EffectiveProperty::problem).ifPresent(findings::problem);
        return property.flatMap(EffectiveProperty::value).filter(value -> !value.isEmpty());
    }

    /** Where a property is from, for messages. */
    String source(String name) {
        return raw(name).map(Raw::source).orElse("not set");
    }

    /** Why properties cannot be resolved, whether a backup needs them or not. */
    List<Problem> unresolvable() {
        return names.stream().filter(this::isSetForDomibus)
                .flatMap(name -> find(name).flatMap(EffectiveProperty::problem).stream()).toList();
    }

    private Optional<Raw> raw(String name) {
        Raw raw = strongest.get(name);
        if (raw == null) {
            raw = relaxed(name).map(variable -> new Raw(environment.get(variable), ENVIRONMENT + " " + variable))
                    .orElse(files.get(name));
        }
        return Optional.ofNullable(raw);
    }

    /** The forms that Spring's SystemEnvironmentPropertySource tries, in its order. */
    private Optional<String> relaxed(String name) {
        for (String form : List.of(name, name.toUpperCase(Locale.ROOT))) {
            for (String variable : List.of(form, form.replace('.', '_'), form.replace('-', '_'),
                    form.replace('.', '_').replace('-', '_'))) {
                if (environment.containsKey(variable)) {
                    return Optional.of(variable);
                }
            }
        }
        return Optional.empty();
    }
}
