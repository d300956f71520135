package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    void put(RestoreReport.Database database) {
        databases.put(database.schema(), database);
    }

    void put(RestoreReport.Folder folder) {
        folders.put(folder.path() + folder.kind(), folder);
    }

    void put(RestoreReport.Queue queue) {
        queues.put(queue.queue(), queue);
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

    void put(RestoreReport.Application war) {
        application = war;
    }

    void put(RestoreReport.Server staged) {
        server = staged;
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
