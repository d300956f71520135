package dev.domibusbackup.files.restore;

import java.util.Set;

/**
 * Which part of a folder an archive stands for. Configuration and plugins share one folder; {@code work} in it holds
 * the stores of an embedded broker and belongs to neither.
 */
public enum Share {
    /** All of it. */
    WHOLE,
    /** All but plugins, extensions and work. */
    CONFIGURATION,
    /** Plugins and extensions. */
    PLUGINS,
    /** All but work. */
    CONFIGURATION_AND_PLUGINS,
    /** The files that the archive names, with whole paths. */
    FILES;

    private static final Set<String> PLUGIN_FOLDERS = Set.of("plugins", "extensions");
    private static final String BROKER_FOLDER = "work";

    /** The share of a kind of folder in the manifest. */
    public static Share of(String kind) {
        return switch (kind) {
            case "configuration" -> CONFIGURATION;
            case "plugins" -> PLUGINS;
            case "outside" -> FILES;
            default -> WHOLE;
        };
    }

    /** Whether what has this name directly in the folder is replaced. */
    public boolean replaces(String name) {
        return switch (this) {
            case WHOLE -> true;
            case CONFIGURATION -> !PLUGIN_FOLDERS.contains(name) && !name.equals(BROKER_FOLDER);
            case PLUGINS -> PLUGIN_FOLDERS.contains(name);
            case CONFIGURATION_AND_PLUGINS -> !name.equals(BROKER_FOLDER);
            case FILES -> false;
        };
    }

    /** Both in one folder; {@code null} when they exclude each other. */
    Share with(Share other) {
        return this == CONFIGURATION && other == PLUGINS || this == PLUGINS && other == CONFIGURATION
                ? CONFIGURATION_AND_PLUGINS : null;
    }
}
