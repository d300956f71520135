package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** The parts of a report as the steps find them. */
final class ReportParts {

    private final Map<String, RestoreReport.Database> databases = new LinkedHashMap<>();
    private final Map<String, RestoreReport.Folder> folders = new LinkedHashMap<>();
    private final Map<String, RestoreReport.Queue> queues = new LinkedHashMap<>();
    private final List<RestoreReport.Check> health = new ArrayList<>();
    private final List<RestoreReport.Check> deep = new ArrayList<>();
    private RestoreReport.Price price;
    private RestoreReport.Application application;
    private RestoreReport.Server server;
    private Duration estimated;
    private Duration loaded = Duration.ZERO;

    void put(RestoreReport.Database database) {
        databases.put(database.schema(), database);
    }

    void put(RestoreReport.Folder folder) {
        folders.put(folder.path() + folder.kind(), folder);
    }

    void put(RestoreReport.Queue queue) {
        queues.put(queue.queue(), queue);
    }

    /** Notes that a schema is back and counted. */
    void done(RestoreTargets.Schema schema) {
        databases.compute(schema.entry().schema(), (name, found) -> found == null
                ? new RestoreReport.Database(name, schema.target(), schema.entry().expected().totalRows(), null,
                        List.of(), List.of(), true)
                : new RestoreReport.Database(name, found.target(), found.rows(), found.rowsNow(), found.added(),
                        found.missing(), true));
    }

    /** Notes that a folder is back. */
    void done(FolderEntry entry) {
        folders.compute(entry.path() + entry.kind(), (key, found) -> found == null
                ? new RestoreReport.Folder(entry.path(), entry.kind(), entry.files(), entry.bytes(), 0, 0, 0, Map.of(),
                        true)
                : new RestoreReport.Folder(found.path(), found.kind(), found.files(), found.bytes(), found.toAdd(),
                        found.toChange(), found.toRemove(), found.names(), true));
    }

    /** Notes what became of a queue's messages. */
    void imported(String queue, ImportTally done) {
        queues.computeIfPresent(queue, (name, found) -> new RestoreReport.Queue(name, found.target(),
                found.messages(), found.existing(), done.expired(), found.removed(), done.sent()));
    }

    /** Notes how many messages of a queue's file will not be sent, because their time is over. */
    void expired(String queue, long expired) {
        queues.computeIfPresent(queue, (name, found) -> new RestoreReport.Queue(name, found.target(),
                found.messages(), found.existing(), expired, found.removed(), found.imported()));
    }

    /** Notes how many messages were removed from a target queue, if it is in the report. */
    void removed(String target, long messages) {
        queues.replaceAll((name, queue) -> !target.equals(queue.target()) ? queue : new RestoreReport.Queue(
                queue.queue(), queue.target(), queue.messages(), queue.existing(), queue.expired(), messages,
                queue.imported()));
    }

    void put(RestoreReport.Price counted) {
        price = counted;
    }

    /** Messages received since the cut; {@code null} when they were not counted. */
    Long receivedSince() {
        return price == null ? null : price.receivedSince();
    }

    void put(RestoreReport.Application war) {
        application = war;
    }

    void put(RestoreReport.Server staged) {
        server = staged;
    }

    /** Notes how long a dump took to load. */
    void loaded(Duration took) {
        loaded = loaded.plus(took);
    }

    /** How long all dumps took to load in this rehearsal; zero if none was. */
    Duration loaded() {
        return loaded;
    }

    void estimate(Duration window) {
        estimated = window;
    }

    void checked(RestoreReport.Check check) {
        health.add(check);
    }

    void rehearsed(RestoreReport.Check check) {
        deep.add(check);
    }

    RestoreReport report(RestoreRun run) {
        RestoreState.Safety safety = run.state().safety();
        return new RestoreReport(run.set().id(), run.request().rehearsal(), List.copyOf(run.components()),
                safety == null ? null : safety.set(), estimated, price, List.copyOf(databases.values()),
                List.copyOf(folders.values()), List.copyOf(queues.values()), application, server, List.copyOf(health),
                List.copyOf(deep));
    }
}
