package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The few small files of Domibus's WAR, or of a plugin's jar, that say something about the installation. Only they
 * are held in memory; everything else streams by.
 */
final class WarContents {

    /** A property file of Domibus has tens of kilobytes. */
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final Pattern CONFIGURATION = Pattern.compile("config/.*\\.properties");
    private static final Pattern OF_THE_WAR = Pattern.compile(
            "META-INF/MANIFEST\\.MF|WEB-INF/web\\.xml|WEB-INF/classes/.*domibus[^/]*\\.properties");
    private static final Pattern BUILD_INFORMATION = Pattern.compile(
            "config/application\\.properties|(?:.*/)?domibus[^/]*\\.properties");

    /** Path in the class path or the archive to content, per place: first the classes, then each library. */
    private final Map<String, Map<String, byte[]>> places = new TreeMap<>();
    private final List<String> libraries = new ArrayList<>();
    private final String name;

    private WarContents(String name) {
        this.name = name;
    }

    /** Reads an archive or an exploded folder; what cannot be read is a problem, and the result is empty. */
    static WarContents read(Optional<Path> war, Findings findings) {
        WarContents contents = new WarContents(war.map(Path::toString).orElse(""));
        if (war.isPresent()) {
            try {
                if (Files.isDirectory(war.get())) {
                    contents.readFolder(war.get());
                } else {
                    contents.readArchive(war.get());
                }
            } catch (IOException e) {
                findings.problem(DomibusProblem.WAR_NOT_READABLE, "path", war.get(), "reason", Reasons.of(e));
            }
        }
        return contents;
    }

    /** The property files of a plain jar below {@code config/}. */
    static List<PropertyFile> configurationOf(Path jar, Findings findings) {
        WarContents contents = new WarContents(jar.toString());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> CONFIGURATION.matcher(entry.getName()).matches()).toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    contents.keep("", entry.getName(), in);
                }
            }
        } catch (IOException e) {
            findings.problem(DomibusProblem.PROPERTY_FILE_NOT_READABLE, "path", jar, "reason", Reasons.of(e));
        }
        return contents.configuration(CONFIGURATION, findings);
    }

    /** Files of the class path below {@code config/} whose path matches, as {@code classpath*:} finds them. */
    List<PropertyFile> configuration(Pattern path, Findings findings) {
        List<PropertyFile> files = new ArrayList<>();
        places.forEach((place, entries) -> entries.forEach((entry, content) -> {
            String inClassPath = entry.startsWith(CLASSES) ? entry.substring(CLASSES.length()) : entry;
            if (path.matcher(inClassPath).matches()) {
                String source = name + "!/" + (place.isEmpty() ? "" : place + "!/") + entry;
                try {
                    files.add(PropertyFile.parse(source, content));
                } catch (IOException e) {
                    findings.problem(DomibusProblem.PROPERTY_FILE_NOT_READABLE,
                            "path", source, "reason", Reasons.of(e));
                }
            }
        }));
        return files;
    }

    /** The first file of that path in the class path, as {@code classpath:} finds it: classes before libraries. */
    Optional<PropertyFile> firstConfiguration(String path, Findings findings) {
        return configuration(Pattern.compile(Pattern.quote(path)), findings).stream().findFirst();
    }

    /** A file of the WAR itself. */
    Optional<byte[]> entry(String path) {
        return Optional.ofNullable(places.getOrDefault("", Map.of()).get(path));
    }

    /** Property files in the WAR's classes that have Domibus in their name: they may tell the version. */
    List<PropertyFile> buildInformation(Findings findings) {
        return configuration(BUILD_INFORMATION, findings);
    }

    /** File names of the libraries. */
    Collection<String> libraries() {
        return List.copyOf(libraries);
    }

    private void readArchive(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                if (isLibrary(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        readLibrary(entry.getName(), in);
                    }
                } else if (isOfInterest(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        keep("", entry.getName(), in);
                    }
                }
            }
        }
    }

    private void readFolder(Path war) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(war)) {
            files = walk.filter(Files::isRegularFile).filter(file -> {
                String entry = relative(war, file);
                return isLibrary(entry) || isOfInterest(entry);
            }).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                if (isLibrary(relative(war, file))) {
                    readLibrary(relative(war, file), in);
                } else {
                    keep("", relative(war, file), in);
                }
            }
        }
    }

    private void readLibrary(String library, InputStream in) throws IOException {
        libraries.add(library.substring(LIBRARIES.length()));
        ZipInputStream zip = new ZipInputStream(in);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (CONFIGURATION.matcher(entry.getName()).matches()) {
                    keep(library, entry.getName(), zip);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(library + " has an entry whose name is not UTF-8", e);
        }
    }

    private void keep(String place, String entry, InputStream in) throws IOException {
        byte[] content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new IOException(entry + " is larger than " + LARGEST + " bytes");
        }
        places.computeIfAbsent(place, key -> new TreeMap<>()).put(entry, content);
    }

    private static boolean isLibrary(String entry) {
        return entry.startsWith(LIBRARIES) && entry.endsWith(".jar");
    }

    private static boolean isOfInterest(String entry) {
        return OF_THE_WAR.matcher(entry).matches()
                || entry.startsWith(CLASSES) && CONFIGURATION.matcher(entry.substring(CLASSES.length())).matches();
    }

    private static String relative(Path war, Path file) {
        return war.relativize(file).toString().replace('\\', '/');
    }
}
