package dev.domibusbackup.ear;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One of the two EARs, opened.
 *
 * @param files all files in it and in the archives in it, by their paths: {@code domibus-backup.war!WEB-INF/web.xml}
 */
record Edition(Map<String, byte[]> files) {

    static final Edition JAKARTA = open("ear");
    static final Edition EE8 = open("ear.ee8");

    /** Where our own classes lie. */
    static final String WAR_CLASSES = "domibus-backup.war!WEB-INF/classes/";
    private static final String OWN = "dev/domibusbackup/";

    private static Edition open(String property) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream ear = Files.newInputStream(Path.of(System.getProperty(property)))) {
            unpack(ear, "", files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Edition(files);
    }

    private static void unpack(InputStream archive, String prefix, Map<String, byte[]> files) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = prefix + entry.getName();
            if (entry.isDirectory()) {
                continue;
            }
            byte[] content = zip.readAllBytes();
            if (name.endsWith(".jar") || name.endsWith(".war")) {
                unpack(new ByteArrayInputStream(content), name + "!", files);
            } else {
                files.put(name, content);
            }
        }
    }

    /** The name of a file within its own archive or, in the WAR, below the folder of classes. */
    static String inner(String path) {
        String inner = path.substring(path.indexOf('!') + 1);
        return path.startsWith(WAR_CLASSES) ? path.substring(WAR_CLASSES.length()) : inner;
    }

    /** Class files that a server may load, without those for newer versions of Java than a jar is for, by path. */
    Map<String, byte[]> classes() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class") && !inner(file.getKey()).startsWith("META-INF/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** Our own class files, by path. */
    Map<String, byte[]> ownClasses() {
        return classes().entrySet().stream()
                .filter(file -> inner(file.getKey()).startsWith(OWN))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** A class loader that sees this EAR and what the server brings, and nothing of the other one. */
    ClassLoader loader(ClassLoader server) {
        Map<String, byte[]> byName = files.entrySet().stream().collect(Collectors.toMap(
                file -> inner(file.getKey()), Map.Entry::getValue, (a, b) -> a));
        return new ClassLoader(server) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] code = byName.get(name.replace('.', '/') + ".class");
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, code, 0, code.length);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                byte[] content = byName.get(name);
                return content == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(content);
            }
        };
    }
}
