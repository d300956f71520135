package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Finds what belongs to the configuration and lies outside its folder: named by properties, by the TLS settings in
 * {@code clientauthentication.xml}, or by a symbolic link.
 */
final class OutsideFiles {

    private static final Pattern NAMES_A_PATH = Pattern.compile(
            ".*\\.(?:location|directory|path)|.*(?:keystore|truststore).*|" + Pattern.quote(DomibusLogs.LOGBACK_FILE)
                    + "|activeMQ\\.embedded\\.configurationFile", Pattern.CASE_INSENSITIVE);
    /** System properties that are Domibus's or name stores that its connections use. */
    private static final Pattern OF_DOMIBUS = Pattern.compile(
            "(?:\\w+\\.)?(?:domibus|fsplugin|jmsplugin|wsplugin|activeMQ)\\..*|logback\\..*|javax\\.net\\.ssl\\..*");
    /** Caches, broker stores, and names whose value is a part of the installation of its own. */
    private static final Pattern OF_ITS_OWN = Pattern.compile(
            "domibus\\.(?:cache|work|conf|config)\\.location|domibus\\.backup\\..*");

    private final Path configuration;
    private final Path realConfiguration;
    private final List<Store> stores;
    private final EffectiveProperties properties;
    private final Findings findings;
    private final Map<Path, OutsideFile> found = new LinkedHashMap<>();

    private OutsideFiles(Path configuration, List<Store> stores, EffectiveProperties properties, Findings findings) {
        this.configuration = configuration;
        this.realConfiguration = Paths.real(ConfigLocation.PROPERTY, configuration, findings);
        this.stores = stores;
        this.properties = properties;
        this.findings = findings;
    }

    static List<OutsideFile> read(Optional<ConfigLocation> location, List<Store> stores, EffectiveProperties properties,
            Domains domains, Findings findings) {
        if (location.isEmpty()) {
            return List.of();
        }
        Path folder = location.get().folder();
        OutsideFiles files = new OutsideFiles(folder, stores, properties, findings);
        files.ofProperties(domains);
        List<Path> tlsSettings = new ArrayList<>(List.of(folder.resolve("clientauthentication.xml"),
                folder.resolve("default_clientauthentication.xml")));
        domains.all().forEach(domain -> domain.folder().ifPresent(
                own -> tlsSettings.add(own.resolve(domain.code() + "_clientauthentication.xml"))));
        tlsSettings.stream().distinct().filter(Files::exists).forEach(files::ofTlsSettings);
        files.ofSymbolicLinks();
        return new ArrayList<>(files.found.values());
    }

    private void ofProperties(Domains domains) {
        for (String name : properties.names()) {
            String plain = domains.ofProperty(name).map(domain -> name.substring(domain.code().length() + 1))
                    .orElse(name);
            boolean isDomibuss = properties.isSetForDomibus(name) || OF_DOMIBUS.matcher(name).matches();
            boolean isStore = List.of(StoreKind.values()).stream().anyMatch(kind -> kind.property().equals(plain));
            if (isDomibuss && !isStore && NAMES_A_PATH.matcher(name).matches()
                    && !OF_ITS_OWN.matcher(plain).matches() && !Redaction.isSecretName(name)) {
                properties.value(name, findings).filter(value -> !Paths.isRemote(value))
                        .flatMap(Paths::tryAbsolute).ifPresent(path -> add(path, name));
            }
        }
    }

    /** CXF's TLS settings: the stores are in attribute {@code file} of elements like {@code sec:keyStore}. */
    private void ofTlsSettings(Path file) {
        try {
            Placeholders placeholders = new Placeholders(
                    name -> properties.find(name).flatMap(EffectiveProperty::value), ":");
            for (Xml.Element element : Xml.elements(Files.readAllBytes(file))) {
                element.attribute("file").map(value -> placeholders.resolve("attribute file", file.toString(), value))
                        .flatMap(Paths::tryAbsolute).ifPresent(path -> add(path, file.toString()));
            }
        } catch (IOException | XMLStreamException e) {
            findings.problem(DomibusProblem.XML_NOT_READABLE, "path", file, "reason", Reasons.of(e));
        } catch (ProblemException e) {
            findings.problem(e.problem());
        }
    }

    private void ofSymbolicLinks() {
        try {
            Files.walkFileTree(realConfiguration, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skip = isStore(folder) || folder.equals(realConfiguration.resolve("work"))
                            || folder.equals(realConfiguration.resolve("temp"));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink()) {
                        Path target = file.resolveSibling(Files.readSymbolicLink(file)).normalize();
                        add(target, "symbolic link " + file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            findings.problem(DomibusProblem.PATH_NOT_READABLE, "path", configuration,
                    "property", ConfigLocation.PROPERTY, "reason", Reasons.of(e));
        }
    }

    private void add(Path path, String source) {
        Path real = Paths.real(source, path, findings);
        if (real.startsWith(realConfiguration) || path.startsWith(configuration) && !Files.exists(path)
                || isStore(real)) {
            return;
        }
        if (realConfiguration.startsWith(real) || stores.stream().anyMatch(store -> store.folder().startsWith(real))) {
            findings.warning(DomibusProblem.OUTSIDE_FOLDER_TOO_WIDE, "path", path, "property", source);
            return;
        }
        boolean present = Files.exists(real);
        if (!present) {
            findings.warning(DomibusProblem.OUTSIDE_FILE_MISSING, "path", path, "property", source);
        }
        found.putIfAbsent(real, new OutsideFile(path, real, Files.isDirectory(real), present, source));
    }

    private boolean isStore(Path path) {
        return stores.stream().anyMatch(store -> path.startsWith(store.folder()));
    }
}
