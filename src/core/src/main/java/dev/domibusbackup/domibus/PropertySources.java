package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the property files of an installation in the order in which Domibus merges them: a later one wins. */
final class PropertySources {

    private static final Pattern PLUGIN_DEFAULTS = Pattern.compile("config/[^/]*-plugin-default\\.properties");

    private final ServerKind server;
    private final WarContents war;
    private final Findings findings;
    private final List<PropertyFile> files = new ArrayList<>();

    private PropertySources(ServerKind server, WarContents war, Findings findings) {
        this.server = server;
        this.war = war;
        this.findings = findings;
    }

    /** All files, weakest first. */
    static List<PropertyFile> read(ServerKind server, WarContents war, Optional<ConfigLocation> location,
            boolean domainsInRoot, Findings findings) {
        PropertySources sources = new PropertySources(server, war, findings);
        sources.war();
        Optional<Path> folder = location.map(ConfigLocation::folder);
        folder.ifPresent(found -> sources.domibus(found, domainsInRoot));
        sources.pluginDefaults(folder);
        folder.ifPresent(sources::pluginsAndExtensions);
        return List.copyOf(sources.files);
    }

    /**
     * Domibus 4 keeps the files of the domains beside {@code domibus.properties}, Domibus 5 in folders. Without a
     * known version the folders decide.
     */
    static boolean domainsInRoot(Optional<ConfigLocation> location, Optional<DomibusVersion> version) {
        return version.map(DomibusVersion::major).filter(major -> major >= 4).map(major -> major == 4)
                .orElseGet(() -> location.filter(
                        found -> Files.isDirectory(found.folder().resolve("domains"))).isEmpty());
    }

    private void war() {
        war.firstConfiguration("config/domibus-default.properties", findings).ifPresent(files::add);
        war.firstConfiguration("config/domibus.properties", findings).ifPresent(files::add);
    }

    private void domibus(Path configuration, boolean domainsInRoot) {
        Path main = configuration.resolve("domibus.properties");
        if (Files.exists(main)) {
            file(main);
        } else {
            findings.problem(DomibusProblem.PROPERTY_FILE_NOT_READABLE, "path", main, "reason", "it does not exist");
        }
        if (domainsInRoot) {
            matching(configuration, "*-domibus.properties").forEach(this::file);
            return;
        }
        Path domains = configuration.resolve("domains");
        Path superUsers = domains.resolve("super-domibus.properties");
        if (Files.exists(superUsers)) {
            file(superUsers);
        }
        inFolders(domains, "*-domibus.properties");
    }

    private void pluginDefaults(Optional<Path> configuration) {
        List<PropertyFile> inClassPath = new ArrayList<>(war.configuration(Pattern.compile("config/.*"), findings));
        configuration.ifPresent(folder -> matching(folder.resolve("plugins/lib"), "*.jar")
                .forEach(jar -> inClassPath.addAll(WarContents.configurationOf(jar, findings))));
        Pattern ofServer = Pattern.compile("config/" + server.domibusName() + "/[^/]*-plugin\\.properties");
        for (Pattern pattern : List.of(PLUGIN_DEFAULTS, ofServer)) {
            inClassPath.stream().filter(file -> pattern.matcher(entry(file)).matches()).forEach(files::add);
        }
    }

    private void pluginsAndExtensions(Path configuration) {
        Path plugins = configuration.resolve("plugins/config");
        matching(plugins, "*-plugin.properties").forEach(this::file);
        inFolders(plugins.resolve("domains"), "*-plugin.properties");
        Path extensions = configuration.resolve("extensions/config");
        matching(extensions, "*-extension.properties").forEach(this::file);
        inFolders(extensions.resolve("domains"), "*-extension.properties");
    }

    private void inFolders(Path parent, String glob) {
        matching(parent, "*").stream().filter(Files::isDirectory)
                .forEach(folder -> matching(folder, glob).forEach(this::file));
    }

    private void file(Path path) {
        try {
            PropertyFile file = PropertyFile.parse(path.toString(), Files.readAllBytes(path));
            if (!file.utf8()) {
                findings.warning(DomibusProblem.NOT_UTF8, "path", path);
            }
            files.add(file);
        } catch (IOException e) {
            findings.problem(DomibusProblem.PROPERTY_FILE_NOT_READABLE, "path", path, "reason", Reasons.of(e));
        }
    }

    /** Sorted by name; a folder that does not exist has none. */
    private List<Path> matching(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return Folders.matching(folder, glob);
        } catch (IOException e) {
            findings.problem(DomibusProblem.PROPERTY_FILE_NOT_READABLE, "path", folder, "reason", Reasons.of(e));
            return List.of();
        }
    }

    private static String entry(PropertyFile file) {
        String path = file.source().substring(file.source().lastIndexOf("!/") + 2);
        return path.startsWith("WEB-INF/classes/") ? path.substring("WEB-INF/classes/".length()) : path;
    }
}
