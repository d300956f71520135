package dev.domibusbackup.offline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.MessageLimits;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.artemis.ArtemisXmlReader;
import dev.domibusbackup.message.artemis.BodyDecoder;
import dev.domibusbackup.message.artemis.CoreToJms;
import dev.domibusbackup.message.artemis.Difference;
import dev.domibusbackup.message.artemis.Differences;
import dev.domibusbackup.message.artemis.RoutedMessage;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** Makes a set of what {@code artemis data exp} wrote: the component messages alone. */
final class ArtemisImport {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int BUFFER = 64 * 1024;
    /** Each has a file open. */
    private static final int MOST_QUEUES = 200;
    private static final String TOOL = "domibus-backup-offline messages convert";

    private final Path source;
    private final Set<String> chosen;
    private final CoreToJms mapper = new CoreToJms(new BodyDecoder(MessageLimits.DEFAULT.textBytes()));
    private final Differences differences = new Differences();
    private final Map<String, QueueOutput> outputs = new LinkedHashMap<>();
    private PartialSet set;
    private long messages;

    /** @param queues the queues to take; none: all */
    ArtemisImport(Path source, List<String> queues) {
        this.source = source;
        this.chosen = new LinkedHashSet<>(queues);
    }

    long messages() {
        return messages;
    }

    int queues() {
        return outputs.size();
    }

    Differences differences() {
        return differences;
    }

    /**
     * Makes the set; when anything goes wrong, nothing of it stays.
     *
     * @param repository made if it is missing
     * @param label      of the set's id
     * @param domibus    the version of Domibus whose messages these are; {@code null}: unknown
     */
    BackupSet into(Path repository, String label, String domibus) {
        SetId.checkLabel(label);
        Instant begun = Instant.now();
        try (InputStream in = open()) {
            boolean made = Files.notExists(repository);
            boolean done = false;
            try {
                Repository target = new Repository(repository);
                set = target.partial(target.newId(begun, Optional.of(label)));
                BackupSet sealed = make(in, begun, domibus);
                target.changeNotes(sealed.id(), notes -> notes.withManifestHash(sealed.manifestHash()));
                done = true;
                return sealed;
            } finally {
                if (!done && set != null) {
                    set.delete();
                }
                if (!done && made) {
                    DurableFiles.deleteTree(repository);
                }
            }
        } catch (IOException e) {
            throw OfflineProblem.NOT_READABLE.caused(e, "path", source, "reason", reason(e));
        }
    }

    private BackupSet make(InputStream in, Instant begun, String domibus) {
        List<Artifact> artifacts = new ArrayList<>();
        List<Manifest.QueueEntry> entries = new ArrayList<>();
        try {
            try (ArtemisXmlReader reader = new ArtemisXmlReader(name(), in, set.workFolder())) {
                Optional<RoutedMessage> next = reader.next();
                while (next.isPresent()) {
                    take(next.get(), reader.line());
                    next = reader.next();
                }
            }
            chosen.stream().filter(queue -> !outputs.containsKey(queue)).findFirst().ifPresent(queue -> {
                throw OfflineProblem.QUEUE_UNKNOWN.exception("place", name(), "queue", queue, "queues",
                        outputs.isEmpty() ? "(none)" : String.join(", ", outputs.keySet()));
            });
            outputs.values().forEach(output -> entries.add(output.finish(artifacts)));
        } finally {
            outputs.values().forEach(QueueOutput::close);
        }
        return set.seal(manifest(begun, installation(domibus, entries), entries, artifacts));
    }

    private void take(RoutedMessage routed, long line) {
        PortableMessage message;
        try {
            // what is in the journal was persistent
            message = mapper.portable(routed.message(), true);
        } catch (IOException e) {
            throw OfflineProblem.BODY_BROKEN.caused(e, "file", name(), "line", line, "id", routed.message().id(),
                    "reason", reason(e));
        }
        List<String> queues = routed.queues().stream().distinct()
                .filter(queue -> chosen.isEmpty() || chosen.contains(queue)).toList();
        for (String queue : queues) {
            output(queue).write(message);
            messages++;
        }
        Set<Difference> found = EnumSet.noneOf(Difference.class);
        if (routed.queues().isEmpty()) {
            found.add(Difference.NO_QUEUE);
        } else if (queues.size() > 1) {
            found.add(Difference.SEVERAL_QUEUES);
        }
        differences.count(found);
    }

    private QueueOutput output(String queue) {
        QueueOutput output = outputs.get(queue);
        if (output == null) {
            if (outputs.size() == MOST_QUEUES) {
                throw OfflineProblem.TOO_MANY_QUEUES.exception("file", name(), "limit", MOST_QUEUES);
            }
            output = new QueueOutput(set, queue);
            outputs.put(queue, output);
        }
        return output;
    }

    /** What porting asks of the installation that a set is of, as far as an export tells. */
    private static JsonNode installation(String domibus, List<Manifest.QueueEntry> entries) {
        ObjectNode installation = Json.mapper().createObjectNode().put("source", "artemis data exp")
                .put("multiTenant", false);
        if (domibus != null) {
            installation.put("version", domibus);
        }
        ArrayNode queues = installation.putArray("queues");
        for (Manifest.QueueEntry entry : entries) {
            queues.addObject().put("name", entry.resource()).put("address", entry.name()).putArray("origins");
        }
        return installation;
    }

    private Manifest manifest(Instant begun, JsonNode installation, List<Manifest.QueueEntry> entries,
                              List<Artifact> artifacts) {
        return new Manifest(Manifest.FORMAT, set.id(), version(), System.getProperty("user.name"), TOOL, begun,
                Instant.now(), installation, null,
                List.of(Component.MESSAGES), entries, List.of(), List.of(), Map.of(),
                List.of(OfflineProblem.CONVERTED.with("file", name())), artifacts);
    }

    private static String version() {
        String version = ArtemisImport.class.getPackage().getImplementationVersion();
        return version == null ? "(unknown version)" : version;
    }

    private InputStream open() throws IOException {
        if (!source.equals(STANDARD_INPUT) && !Files.isRegularFile(source)) {
            throw OfflineProblem.NOT_READABLE.exception("path", source, "reason",
                    Files.exists(source) ? "it is not a file" : "there is no such file");
        }
        InputStream in = new BufferedInputStream(source.equals(STANDARD_INPUT) ? System.in
                : Files.newInputStream(source), BUFFER);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).get()
                : in;
    }

    private String name() {
        return source.equals(STANDARD_INPUT) ? "The standard input" : source.toString();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
