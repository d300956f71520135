package dev.domibusbackup.job.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** Makes a sealed set of nothing but messages, outside of a backup: what another job is about to remove. */
public final class MessageSet {

    private static final int CHUNK = 1000;

    private final ExportContext context;
    private final Repository repository;

    public MessageSet(ExportContext context, Repository repository) {
        this.context = context;
        this.repository = repository;
    }

    /**
     * What the manifest says besides the messages.
     *
     * @param user         who asked for the job
     * @param job          UUID of the job
     * @param createdAt    when the job began
     * @param installation what was discovered, without secrets
     * @param pausedAt     when the queues were paused
     * @param cutAt        the moment the set stands for
     */
    public record Header(String user, String job, Instant createdAt, JsonNode installation, Instant pausedAt,
                         Instant cutAt) {
    }

    /** Exports, reconciles every queue with the broker, and seals. */
    public BackupSet make(Header header) {
        export(context);
        BackupSet sealed = context.set().seal(manifest(header));
        Seal.note(repository, sealed, header.user(), header.job());
        return sealed;
    }

    /** Exports all queues outside of a chunk step, and reconciles each with the broker. */
    static void export(ExportContext context) {
        try (QueueReading reading = new QueueReading(context); QueueFiles files = new QueueFiles(context)) {
            List<ExportItem> chunk = new ArrayList<>();
            for (Optional<ExportItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                chunk.add(item.get());
                if (reading.isChunkFull() || chunk.size() == CHUNK) {
                    files.write(chunk);
                    chunk.clear();
                }
            }
            files.write(chunk);
        }
    }

    /** Notes the seal of a set, as every set's is, when whoever sealed it did not come to it. */
    public static void noteIfMissing(Repository repository, SetId sealed, String user, String job) {
        if (repository.notes(sealed).manifestHash() == null) {
            Seal.note(repository, repository.find(sealed), user, job);
        }
    }

    /** Nothing was closed and opened again: whoever brings this set back needs no leave to make duplicates. */
    private Manifest manifest(Header header) {
        Map<String, String> tools = Map.of("java", System.getProperty("java.vm.name") + " " + Runtime.version(),
                context.server().describe().product(), context.server().describe().version());
        return new Manifest(Manifest.FORMAT, context.set().id(), Seal.productVersion(), header.user(), header.job(),
                header.createdAt(), Instant.now(), header.installation(),
                new Manifest.QuietWindowTimes(context.windowId(), header.pausedAt(), header.cutAt(), null, null),
                List.of(Component.MESSAGES), Seal.entries(context.set().ledger().pieces(), Pieces.QUEUE,
                        Manifest.QueueEntry.class), List.of(), List.of(), tools, List.of(),
                context.set().artifacts());
    }
}
