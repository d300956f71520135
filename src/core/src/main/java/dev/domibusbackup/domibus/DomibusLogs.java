package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Finds the folders of Domibus's logs: those that Logback's files name, the server's own, and the place where Domibus
 * writes by default beside them.
 */
final class DomibusLogs {

    /** Names another file than {@code logback.xml}. */
    static final String LOGBACK_FILE = "logback.configurationFile";

    private final EffectiveProperties properties;
    private final Map<String, String> systemProperties;
    private final Findings findings;
    private final Map<Path, LogFolder> folders = new LinkedHashMap<>();
    private final Map<String, String> logback = new HashMap<>();

    private DomibusLogs(EffectiveProperties properties, Map<String, String> systemProperties, Findings findings) {
        this.properties = properties;
        this.systemProperties = systemProperties;
        this.findings = findings;
    }

    static List<LogFolder> read(ServerFacts facts, Optional<ConfigLocation> location, EffectiveProperties properties,
            Domains domains, Findings findings) {
        DomibusLogs logs = new DomibusLogs(properties, facts.systemProperties(), findings);
        Optional<Path> named = properties.value(LOGBACK_FILE, findings).flatMap(Paths::tryAbsolute);
        named.or(() -> location.map(found -> found.folder().resolve("logback.xml"))).ifPresent(logs::logback);
        for (Domain domain : domains.all()) {
            domain.folder().ifPresent(folder -> logs.logback(folder.resolve(domain.code() + "-logback.xml")));
        }
        String home = facts.kind() == ServerKind.WILDFLY ? "jboss.home.dir" : "catalina.base";
        Optional.ofNullable(facts.systemProperties().get(home)).flatMap(Paths::tryAbsolute)
                .map(folder -> folder.resolve("logs")).filter(Files::isDirectory)
                .ifPresent(folder -> logs.add(folder, "system property " + home));
        facts.logFolders().forEach(folder -> logs.add(folder.toAbsolutePath().normalize(), "the server"));
        return new ArrayList<>(logs.folders.values());
    }

    private void logback(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<Xml.Element> elements = Xml.elements(Files.readAllBytes(file));
            for (Xml.Element element : elements) {
                switch (element.name()) {
                    case "property", "variable" -> element.attribute("name").ifPresent(name ->
                            logback.put(name, element.attribute("value").orElse("")));
                    case "file", "fileNamePattern", "FileNamePattern", "File" -> logFile(file, element.text());
                    default -> { }
                }
            }
        } catch (IOException | XMLStreamException e) {
            findings.problem(DomibusProblem.XML_NOT_READABLE, "path", file, "reason", Reasons.of(e));
        }
    }

    private void logFile(Path logbackFile, String text) {
        try {
            String name = new Placeholders(this::value, ":-").resolve("log file", logbackFile.toString(), text);
            // %d{…} and %i may stand in a folder's name too: the folder before it holds them all
            int pattern = name.indexOf('%');
            String fixed = pattern < 0 ? name : name.substring(0, pattern) + "x";
            Path path = Path.of(systemProperties.getOrDefault("user.dir", "/")).resolve(fixed).normalize();
            if (path.getParent() != null) {
                add(path.getParent(), logbackFile.toString());
            }
        } catch (ProblemException | InvalidPathException e) {
            findings.warning(DomibusProblem.LOG_UNRESOLVED, "path", logbackFile, "file", Redaction.text(text));
        }
    }

    /** Logback's own properties, then system properties and environment, then Domibus's files. */
    private Optional<String> value(String name) {
        return Optional.ofNullable(logback.get(name))
                .or(() -> properties.find(name).flatMap(EffectiveProperty::value));
    }

    private void add(Path folder, String source) {
        Path real = Paths.real(source, folder, findings);
        folders.putIfAbsent(real, new LogFolder(real, source, Files.isDirectory(real)));
    }
}
