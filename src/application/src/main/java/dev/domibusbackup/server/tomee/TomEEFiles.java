package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.server.ServerPaths;

/** What of Tomcat or TomEE belongs into a backup set, so that a fresh one of the same version can start with it. */
final class TomEEFiles {

    /** What every distribution brings and no settings name. */
    private static final Set<String> SHIPPED = Set.of("docs", "examples", "manager", "host-manager");
    private static final String SCRIPTS = "setenv";

    private final TomEEEnvironment environment;
    private final WebModules modules;
    private final KeptDown kept;

    TomEEFiles(TomEEEnvironment environment, WebModules modules, KeptDown kept) {
        this.environment = environment;
        this.modules = modules;
        this.kept = kept;
    }

    ServerFiles read() {
        ServerPaths paths = environment.paths();
        Map<String, Path> logs = new LinkedHashMap<>();
        paths.logs().stream().filter(Files::isDirectory)
                .forEach(folder -> logs.put(folder.getFileName().toString(), folder));
        return new ServerFiles(settings(paths), deployments(paths), logs, hashed(paths));
    }

    private Map<String, Path> settings(ServerPaths paths) {
        Map<String, Path> settings = new LinkedHashMap<>();
        list(paths.configuration()).forEach(entry -> settings.put("conf/" + entry.getFileName(), entry));
        kept.held().filter(note -> note.place().startsWith(paths.configuration()))
                .ifPresent(note -> asWithoutUs(paths.configuration(), note, settings));
        for (Path folder : Stream.of(paths.home(), paths.base()).distinct().toList()) {
            // setenv.sh and setenv.bat: the place for the JVM's options
            list(folder.resolve("bin")).stream().filter(file -> file.getFileName().toString().startsWith(SCRIPTS))
                    .forEach(file -> settings.put("bin/" + file.getFileName(), file));
            list(folder.resolve("lib")).stream().filter(TomEEFiles::isAddedDriver)
                    .forEach(file -> settings.put("lib/" + file.getFileName(), file));
        }
        return settings;
    }

    /** While Domibus is kept down its own context file stands in the place of ours. */
    static void asWithoutUs(Path configuration, KeptDown.Note note, Map<String, Path> settings) {
        Path top = configuration.resolve(configuration.relativize(note.place()).getName(0));
        settings.remove("conf/" + top.getFileName());
        try (Stream<Path> tree = Files.walk(top)) {
            tree.filter(Files::isRegularFile).filter(file -> !file.equals(note.place()) && !file.equals(note.kept()))
                    .sorted().forEach(file -> settings.put("conf/" + configuration.relativize(file), file));
        } catch (IOException | UncheckedIOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", top, "reason", e);
        }
        if (note.hadOne()) {
            settings.put("conf/" + configuration.relativize(note.place()), note.kept());
        }
    }

    /** A JDBC driver that no distribution of TomEE brings. */
    private static boolean isAddedDriver(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".jar") || name.startsWith("hsqldb") || name.startsWith("derby")) {
            return false;
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getEntry("META-INF/services/java.sql.Driver") != null;
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", file, "reason", e);
        }
    }

    /** Applications of the server, without us and without what every distribution brings. */
    private Map<String, Path> deployments(ServerPaths paths) {
        Map<String, Path> deployments = new LinkedHashMap<>();
        for (WebModules.WebModule module : modules.all()) {
            Path archive = module.archive();
            if (!SHIPPED.contains(module.name()) && !module.name().startsWith(WebModules.OURS)
                    && Files.exists(archive)) {
                deployments.put(archive.startsWith(paths.base()) ? paths.base().relativize(archive).toString()
                        : "elsewhere/" + archive.getFileName(), archive);
            }
        }
        return deployments;
    }

    /** Settings and context files, without that of Domibus, in whose place another stands while it is kept down. */
    private static List<Path> hashed(ServerPaths paths) {
        List<Path> hashed = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(paths.configuration(), 3)) {
            tree.filter(Files::isRegularFile).filter(file -> {
                String name = file.getFileName().toString();
                return name.endsWith(".properties") || name.endsWith(".xml")
                        && !WebModules.namedLikeDomibus(name.substring(0, name.length() - ".xml".length()));
            }).sorted().forEach(hashed::add);
        } catch (IOException | UncheckedIOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", paths.configuration(), "reason", e);
        }
        return hashed;
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
