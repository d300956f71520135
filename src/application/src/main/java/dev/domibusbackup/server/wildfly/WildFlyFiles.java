package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.server.ServerPaths;
import org.jboss.dmr.ModelNode;

/** What of WildFly belongs into a backup set, so that a fresh WildFly of the same version can start with it. */
final class WildFlyFiles {

    /** WildFly's own old copies of its settings: one per start, and of no use to a fresh server. */
    private static final String HISTORY = "standalone_xml_history";

    private final ManagementModel model;
    private final Environment environment;
    private final Deployments deployments;

    WildFlyFiles(ManagementModel model, Environment environment, Deployments deployments) {
        this.model = model;
        this.environment = environment;
        this.deployments = deployments;
    }

    ServerFiles read() {
        ServerPaths paths = environment.paths();
        Map<String, Path> logs = new LinkedHashMap<>();
        paths.logs().forEach(folder -> logs.put(folder.getFileName().toString(), folder));
        return new ServerFiles(settings(paths), content(paths), logs, hashed(paths));
    }

    private Map<String, Path> settings(ServerPaths paths) {
        Map<String, Path> settings = new LinkedHashMap<>();
        for (Path entry : list(paths.configuration())) {
            if (!entry.getFileName().toString().equals(HISTORY)) {
                settings.put("configuration/" + entry.getFileName(), entry);
            }
        }
        for (Path entry : list(paths.home().resolve("bin"))) {
            String name = entry.getFileName().toString();
            // standalone.conf, standalone.conf.bat, standalone.conf.ps1, jboss-cli.xml and what the operator added
            if (Files.isRegularFile(entry) && (name.contains(".conf") || name.equals("jboss-cli.xml"))) {
                settings.put("bin/" + name, entry);
            }
        }
        modules(paths.home()).forEach(folder ->
                settings.put(paths.home().relativize(folder).toString(), folder));
        return settings;
    }

    /** The files whose content must be the same at the end: the server writes the model into one of them. */
    private List<Path> hashed(ServerPaths paths) {
        List<Path> hashed = new ArrayList<>();
        hashed.add(environment.configurationFile());
        list(paths.configuration()).stream()
                .filter(file -> file.getFileName().toString().endsWith(".properties")).forEach(hashed::add);
        return hashed;
    }

    /**
     * Modules that the operator added: all outside {@code system/layers/base}, and below it those that the server's
     * own installer (Galleon) does not know or, where it left no list, those of the data sources' drivers.
     */
    private Set<Path> modules(Path home) {
        Path modules = home.resolve("modules");
        Path base = modules.resolve("system/layers/base");
        Set<Path> found = new TreeSet<>();
        list(modules).stream().filter(entry -> !entry.equals(modules.resolve("system"))).forEach(found::add);
        for (String kind : List.of("layers", "add-ons")) {
            list(modules.resolve("system").resolve(kind)).stream().filter(layer -> !layer.equals(base))
                    .forEach(found::add);
        }
        Path known = home.resolve(".galleon/hashes");
        if (Files.isDirectory(known)) {
            moduleFolders(base).stream().filter(folder -> !Files.isDirectory(known.resolve(home.relativize(folder))))
                    .forEach(found::add);
        } else {
            drivers(base).forEach(found::add);
        }
        return found;
    }

    private static List<Path> moduleFolders(Path base) {
        try (Stream<Path> tree = Files.walk(base)) {
            return tree.filter(file -> file.getFileName().toString().equals("module.xml")).map(Path::getParent)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", base, "reason", e);
        }
    }

    private List<Path> drivers(Path base) {
        List<Path> folders = new ArrayList<>();
        ModelNode subsystem = ManagementModel.address("subsystem", "datasources");
        for (String name : model.children(subsystem, "jdbc-driver")) {
            model.resource(ManagementModel.child(subsystem, "jdbc-driver", name))
                    .filter(driver -> driver.hasDefined("driver-module-name"))
                    .map(driver -> base.resolve(driver.get("driver-module-name").asString().replace('.', '/'))
                            .resolve(driver.get("module-slot").asString("main")))
                    .filter(Files::isDirectory).ifPresent(folders::add);
        }
        return folders;
    }

    private Map<String, Path> content(ServerPaths paths) {
        Map<String, Path> content = new LinkedHashMap<>();
        for (String name : deployments.names()) {
            Optional<Deployments.Deployed> found = deployments.find(name);
            boolean ours = name.startsWith(Deployments.OURS);
            found.filter(deployed -> !ours || deployed.how() == HowDeployed.MANAGED).ifPresent(deployed -> {
                Path archive = deployed.archive();
                content.put(archive.startsWith(paths.base()) ? paths.base().relativize(archive).toString()
                        : "elsewhere/" + archive.getFileName(), archive);
                Path marker = DeploymentScanners.marker(archive, "deployed");
                // a scanner deploys an archive without being asked, an exploded one only with its marker
                if (Files.isDirectory(archive) && Files.exists(marker)) {
                    content.put(paths.base().relativize(marker).toString(), marker);
                }
            });
        }
        return content;
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", folder, "reason", e);
        }
    }
}
