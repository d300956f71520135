package dev.domibusbackup.domibus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domibusbackup.problem.DomibusProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of Domibus.
 *
 * @param version   as {@code 5.1.1}
 * @param buildTime as Domibus writes it
 * @param source    what tells it
 */
public record DomibusVersion(String version, Optional<String> buildTime, String source) {

    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)+[\\w.-]*");
    private static final Pattern ANSWER = Pattern.compile("Version \\[([^\\]]+)](?:.*?Build-Time \\[([^\\]]*)])?");
    private static final Pattern LIBRARY = Pattern.compile(
            "domibus-MSH-(\\d+(?:\\.\\d+)+(?:-[\\w.]+)?)\\.jar", Pattern.CASE_INSENSITIVE);
    private static final List<String> VERSION_NAMES = List.of("Artifact-Version", "domibus.version");
    private static final List<String> BUILD_TIME_NAMES = List.of("Build-Time", "domibus.build.time");
    private static final List<String> MANIFEST_NAMES = List.of("Implementation-Version", "Specification-Version",
            "Bundle-Version");

    public DomibusVersion {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(buildTime, "buildTime");
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("not a version: " + version);
        }
    }

    /** A version as it is written somewhere; empty if it is none. */
    public static Optional<DomibusVersion> of(String version, String source) {
        return Optional.of(version).filter(text -> VERSION.matcher(text).matches())
                .map(text -> new DomibusVersion(text, Optional.empty(), source));
    }

    /** The first number: 4 and 5 differ in where domains are kept. */
    public int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /**
     * From the answer of {@code GET /domibus/rest/application/info}.
     *
     * @throws dev.domibusbackup.problem.ProblemException if it is no such answer
     */
    public static DomibusVersion ofApplicationInfo(String json) {
        JsonNode answer;
        try {
            answer = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw DomibusProblem.VERSION_ANSWER_NOT_UNDERSTOOD.caused(e, "reason", "it is not JSON");
        }
        String text = answer.path("version").asText("");
        String number = answer.path("versionNumber").asText("");
        Matcher matcher = ANSWER.matcher(text);
        boolean found = matcher.find();
        String version = found ? matcher.group(1) : number.isEmpty() ? text : number;
        if (!VERSION.matcher(version).matches()) {
            throw DomibusProblem.VERSION_ANSWER_NOT_UNDERSTOOD.exception("reason", "it has no version");
        }
        return new DomibusVersion(version, Optional.ofNullable(found ? matcher.group(2) : null),
                "/domibus/rest/application/info");
    }

    /** From the WAR: its build information, then its manifest, then the name of its main library. */
    static Optional<DomibusVersion> ofWar(WarContents war, Findings findings) {
        Optional<DomibusVersion> version = war.buildInformation(findings).stream()
                .flatMap(file -> of(file).stream()).findFirst()
                .or(() -> war.entry("META-INF/MANIFEST.MF").flatMap(content -> ofManifest(content, findings)))
                .or(() -> war.libraries().stream().map(LIBRARY::matcher).filter(Matcher::matches)
                        .map(name -> new DomibusVersion(name.group(1), Optional.empty(), name.group())).findFirst());
        if (version.isEmpty()) {
            findings.warning(DomibusProblem.VERSION_UNKNOWN);
        }
        return version;
    }

    private static Optional<DomibusVersion> of(PropertyFile file) {
        return first(file, VERSION_NAMES).filter(found -> VERSION.matcher(found).matches())
                .map(found -> new DomibusVersion(found, first(file, BUILD_TIME_NAMES), file.source()));
    }

    private static Optional<String> first(PropertyFile file, List<String> names) {
        return names.stream().map(file.values()::get).filter(Objects::nonNull).map(String::strip).findFirst();
    }

    private static Optional<DomibusVersion> ofManifest(byte[] content, Findings findings) {
        try {
            Manifest manifest = new Manifest(new ByteArrayInputStream(content));
            return MANIFEST_NAMES.stream().map(manifest.getMainAttributes()::getValue).filter(Objects::nonNull)
                    .filter(found -> VERSION.matcher(found).matches())
                    .map(found -> new DomibusVersion(found,
                            Optional.ofNullable(manifest.getMainAttributes().getValue("Build-Time")),
                            "META-INF/MANIFEST.MF"))
                    .findFirst();
        } catch (IOException e) {
            findings.problem(DomibusProblem.WAR_NOT_READABLE, "path", "META-INF/MANIFEST.MF", "reason", Reasons.of(e));
            return Optional.empty();
        }
    }
}
