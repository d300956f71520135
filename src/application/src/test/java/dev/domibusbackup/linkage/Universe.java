package dev.domibusbackup.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** All classes that a class of ours can meet in one server: the server's, those of the Java machine, and our own. */
final class Universe {

    private final Map<String, KnownClass> classes = new HashMap<>();

    /**
     * @param jars a folder with the jars of the server
     */
    Universe(Path jars) {
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                read(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds classes of ours as the server will see them. */
    void add(Collection<KnownClass> ours) {
        ours.forEach(known -> classes.put(known.name(), known));
    }

    Optional<KnownClass> find(String className) {
        KnownClass known = classes.get(className);
        if (known == null) {
            known = ofJava(className);
            if (known != null) {
                classes.put(className, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /** The class and all above it, the nearest first; names of those that are not there go to {@code missing}. */
    List<KnownClass> withParents(String className, Set<String> missing) {
        List<KnownClass> found = new ArrayList<>();
        collect(className, found, missing);
        return found;
    }

    private void collect(String className, List<KnownClass> found, Set<String> missing) {
        Optional<KnownClass> known = find(className);
        if (known.isEmpty()) {
            missing.add(className);
            return;
        }
        if (found.contains(known.get())) {
            return;
        }
        found.add(known.get());
        if (known.get().superName() != null) {
            collect(known.get().superName(), found, missing);
        }
        known.get().interfaces().forEach(name -> collect(name, found, missing));
    }

    private void read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.getName().endsWith(".class") && !entry.getName().contains("META-INF/")
                        && !entry.getName().endsWith("-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        KnownClass known = KnownClass.read(in.readAllBytes());
                        classes.put(known.name(), known);
                    }
                }
            }
        }
    }

    private static KnownClass ofJava(String className) {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(className + ".class")) {
            return in == null ? null : KnownClass.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
