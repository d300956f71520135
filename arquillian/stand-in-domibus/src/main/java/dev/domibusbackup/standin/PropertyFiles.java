package dev.domibusbackup.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** All property files of an installation merged into one map, later ones winning, in the real order. */
final class PropertyFiles {

    /** Whose part of the plugin jars counts; the real WAR is built for one server. */
    private static final String SERVER = System.getProperty("standin.server", OwnDataSource.isNeeded() ? "tomcat" : "wildfly");

    private final Map<String, String> merged = new HashMap<>();

    static Map<String, String> merge(Path configuration) {
        PropertyFiles files = new PropertyFiles();
        try {
            files.resource("config/application.properties");
            files.resource("config/domibus-default.properties");
            files.resource("config/domibus.properties");
            files.file(configuration.resolve("domibus.properties"));
            files.file(configuration.resolve("domains/super-domibus.properties"));
            files.tree(configuration.resolve("domains"), 2, name -> name.endsWith("-domibus.properties"));
            files.pluginJars(configuration.resolve("plugins/lib"), "config/", "-plugin-default.properties");
            files.pluginJars(configuration.resolve("plugins/lib"), "config/" + SERVER + "/", "-plugin.properties");
            files.tree(configuration.resolve("plugins/config"), 1, name -> name.endsWith("-plugin.properties"));
            files.tree(configuration.resolve("plugins/config/domains"), 2, name -> name.endsWith(".properties"));
            files.tree(configuration.resolve("extensions/config"), 1, name -> name.endsWith(".properties"));
            files.tree(configuration.resolve("extensions/config/domains"), 2, name -> name.endsWith(".properties"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the properties below " + configuration, e);
        }
        return files.merged;
    }

    private void resource(String name) throws IOException {
        try (InputStream in = PropertyFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The application lacks its own " + name);
            }
            add(in);
        }
    }

    private void file(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                add(in);
            }
        }
    }

    private void tree(Path folder, int depth, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : sorted(folder, depth)) {
            if (wanted.test(file.getFileName().toString())) {
                file(file);
            }
        }
    }

    private void pluginJars(Path folder, String inside, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path jarFile : sorted(folder, 1)) {
            if (!jarFile.toString().endsWith(".jar")) {
                continue;
            }
            try (JarFile jar = new JarFile(jarFile.toFile())) {
                for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    String name = entry.getName();
                    boolean direct = name.lastIndexOf('/') == inside.length() - 1;
                    if (direct && name.startsWith(inside) && name.endsWith(suffix)) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            add(in);
                        }
                    }
                }
            }
        }
    }

    private static List<Path> sorted(Path folder, int depth) throws IOException {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void add(InputStream in) throws IOException {
        Properties properties = new Properties();
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        properties.load(reader);
        properties.forEach((name, value) -> merged.put((String) name, (String) value));
    }
}
