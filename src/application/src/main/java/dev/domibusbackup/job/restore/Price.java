package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.domibusbackup.database.mysql.MessageCensus;
import dev.domibusbackup.database.mysql.MessageCensus.Count;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.EffectiveProperty;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.DatabaseEntry;

/**
 * What going back costs, counted in the live schemas that the restore replaces, reading only. A number is told if it
 * could be counted in every one of them. Retries and retention are counted from the rows that were there at the cut
 * and still are, by the PMode of now: what was purged since is not among them. Locks are counted from the manifest.
 */
final class Price {

    private static final Duration BOUND = Duration.ofMinutes(10);
    /** The default of Domibus, in minutes. */
    private static final long RETRY_DELAY = 10;
    private static final String RETRY_DELAY_PROPERTY = "domibus.msh.retry.timeoutDelay";
    /**
     * Rows in which a node that no longer runs says that it is at work. Not TB_LOCK and QRTZ_LOCKS: their rows are
     * names to be locked by transactions, and such locks end with these.
     */
    private static final Set<String> LOCKS = Set.of("QRTZ_FIRED_TRIGGERS", "QRTZ_SCHEDULER_STATE");

    private final RestoreRun run;
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Set<Count> unknown = new TreeSet<>();

    private Price(RestoreRun run) {
        this.run = run;
    }

    /** Counts, and puts the result into the report; nothing when no live schema is replaced. */
    static void count(RestoreRun run) {
        if (!run.takes(Component.DATABASES) || run.request().clones()) {
            return;
        }
        Price price = new Price(run);
        List<DatabaseEntry> chosen = price.chosen();
        Instant now = Instant.now();
        for (DatabaseEntry schema : chosen) {
            run.checkStop();
            price.add(schema.schema(), now);
        }
        run.report().put(price.result(chosen));
        run.publish();
    }

    private List<DatabaseEntry> chosen() {
        List<String> schemas = run.request().schemas();
        List<String> tenants = run.request().tenants();
        return run.manifest().databases().stream()
                .filter(one -> schemas.isEmpty() || schemas.contains(one.schema()))
                .filter(one -> tenants.isEmpty() || one.domain() != null && tenants.contains(one.domain())).toList();
    }

    private void add(String schema, Instant now) {
        Instant cut = run.manifest().quietWindow().cutAt();
        LiveDatabase database = new LiveDatabase(run);
        if (database.schemas().stream().map(DatabaseSchema::name).noneMatch(schema::equals)) {
            // what Domibus does not use here costs nothing when it is replaced
            return;
        }
        try (SqlClient client = database.asBackup(schema, BOUND);
                AutoCloseable stop = run.onStop(client::close)) {
            MessageCensus.Result result = MessageCensus.of(client, cut, now, retryDelay());
            result.counts().forEach((count, number) -> counts.merge(count, number, Long::sum));
            Map<String, Set<String>> reasons = new HashMap<>();
            result.unknown().forEach((count, reason) -> reasons.computeIfAbsent(reason, key -> new TreeSet<>())
                    .add(count.title()));
            unknown.addAll(result.unknown().keySet());
            reasons.forEach((reason, titles) -> warn(schema, titles, reason));
        } catch (ProblemException e) {
            run.checkStop();
            // a preflight of the databases says it in full; here it must only be known that the price is not
            unknown.addAll(Set.of(Count.values()));
            warn(schema, Set.of("all of it"), e.problem().fact());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing does not fail", e);
        }
    }

    private void warn(String schema, Set<String> titles, String reason) {
        String text = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        run.warn(RestoreServerProblem.PRICE_UNKNOWN.with("schema", schema, "counts", String.join(", ", titles),
                "reason", text, "cut", run.manifest().quietWindow().cutAt()));
    }

    private long retryDelay() {
        return run.found().installation().properties().find(RETRY_DELAY_PROPERTY).flatMap(EffectiveProperty::value)
                .filter(value -> value.matches("\\d{1,6}")).map(Long::parseLong).orElse(RETRY_DELAY);
    }

    private RestoreReport.Price result(List<DatabaseEntry> chosen) {
        long locks = chosen.stream().flatMap(schema -> schema.rows().entrySet().stream())
                .filter(table -> LOCKS.contains(table.getKey().toUpperCase(Locale.ROOT)))
                .mapToLong(Map.Entry::getValue).sum();
        return new RestoreReport.Price(number(Count.RECEIVED_SINCE), number(Count.SENT_SINCE),
                number(Count.RETRIES_OVER), number(Count.RETENTION_DUE), locks);
    }

    private Long number(Count count) {
        return unknown.contains(count) ? null : counts.getOrDefault(count, 0L);
    }
}
