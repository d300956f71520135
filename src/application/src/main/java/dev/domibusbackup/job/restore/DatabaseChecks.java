package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.database.mysql.LiveTables;
import dev.domibusbackup.database.mysql.RestorePreflight;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.problem.RestoreSafetyProblem;
import dev.domibusbackup.setting.Setting;

/** What can be known of the schemas before one is dropped; and what would change in them. */
final class DatabaseChecks {

    private static final Duration QUERY = Duration.ofMinutes(1);
    /** A table of ours that nobody else has. */
    private static final String OWN_TABLE = "DB_IMPORT";

    private final RestoreRun run;
    private final List<Problem> problems = new ArrayList<>();

    DatabaseChecks(RestoreRun run) {
        this.run = run;
    }

    List<Problem> problems() {
        if (run.targets().schemas().isEmpty()) {
            return problems;
        }
        try {
            TargetDatabase target = TargetDatabase.of(run);
            noteOtherDatabase(target);
            run.targets().schemas().forEach(schema -> check(target, schema));
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /** A set that was taken from a database elsewhere may be meant for this one; the operator should know. */
    private void noteOtherDatabase(TargetDatabase target) {
        JsonNode database = run.manifest().installation().path("database");
        String from = database.path("host").asText() + ":" + database.path("port").asText();
        String here = target.host() + ":" + target.port();
        if (!from.equals(here)) {
            run.warn(RestoreProblem.OTHER_DATABASE.with("from", from, "here", here));
        }
    }

    private void check(TargetDatabase target, RestoreTargets.Schema schema) {
        run.checkStop();
        String engine = schema.entry().engine();
        if (!engine.equals("mysql")) {
            problems.add(RestoreProblem.OTHER_ENGINE.with("schema", schema.entry().schema(), "from", engine, "here",
                    "mysql"));
            return;
        }
        try (SqlClient client = target.connect(schema.target())) {
            Optional<SortedMap<String, Long>> now = LiveTables.of(client);
            describe(schema, now);
            if (run.request().clones()) {
                checkClone(schema, now);
            } else {
                owner(target.schema(schema.target()), now.<Set<String>>map(SortedMap::keySet).orElseGet(Set::of),
                        run.found().installation().databases(), confirmed()).ifPresent(problems::add);
            }
        }
        for (PreflightFinding finding : RestorePreflight.check(target.tools().client(),
                target.schema(schema.target()), target.account(), schema.entry().expected(),
                Databases.facts(run, schema), ofDomibus(), QUERY)) {
            if (finding.isFailure()) {
                problems.add(finding.problem());
            } else {
                run.warn(finding.problem());
            }
        }
    }

    /** Its sessions will be gone when Domibus is stopped. */
    private Set<String> ofDomibus() {
        return run.found().installation().databases().access().map(access -> Set.of(access.user()))
                .orElseGet(Set::of);
    }

    private void describe(RestoreTargets.Schema schema, Optional<SortedMap<String, Long>> now) {
        TreeSet<String> added = new TreeSet<>(now.map(SortedMap::keySet).orElseGet(TreeSet::new));
        added.removeAll(schema.entry().rows().keySet());
        TreeSet<String> missing = new TreeSet<>(schema.entry().rows().keySet());
        now.ifPresent(tables -> missing.removeAll(tables.keySet()));
        run.report().put(new RestoreReport.Database(schema.entry().schema(), schema.target(),
                schema.entry().expected().totalRows(),
                now.map(tables -> tables.values().stream().mapToLong(Long::longValue).sum()).orElse(null),
                List.copyOf(added), List.copyOf(missing), false));
    }

    /** What this Domibus does not use is somebody else's until the operator says that it is not; ours is never. */
    static Optional<Problem> owner(DatabaseAddress target, Set<String> tables, DomibusDatabases databases,
                                   List<String> confirmed) {
        String name = target.schema();
        String address = target.host() + ":" + target.port();
        if (tables.stream().anyMatch(OWN_TABLE::equalsIgnoreCase)) {
            return Optional.of(RestoreSafetyProblem.OWN_SCHEMA.with("schema", name, "address", address,
                    "dataSource", ImportPositions.DATA_SOURCE));
        }
        // the data source alone may still tell it when the configuration is gone
        boolean used = databases.schemas().stream().map(DatabaseSchema::name).anyMatch(name::equals)
                || databases.access().flatMap(access -> access.url().schema()).filter(name::equals).isPresent();
        return tables.isEmpty() || used || confirmed.contains(name) ? Optional.empty()
                : Optional.of(RestoreSafetyProblem.SCHEMA_OF_OTHERS.with("schema", name, "address", address,
                        "tables", tables.size()));
    }

    private List<String> confirmed() {
        return Optional.ofNullable(run.request().confirm()).map(RestoreRequest.Confirmation::schemas)
                .orElseGet(List::of);
    }

    /** A clone touches no schema that anybody uses. */
    private void checkClone(RestoreTargets.Schema schema, Optional<SortedMap<String, Long>> now) {
        boolean elsewhere = run.settings().optional(Setting.DATABASE_TARGET_HOST)
                .isPresent();
        if (!elsewhere && run.found().installation().databases().schemas().stream().map(DatabaseSchema::name)
                .anyMatch(schema.target()::equals)) {
            problems.add(RestoreProblem.TARGET_SCHEMA_LIVE.with("target", schema.target()));
        } else if (now.isPresent() && !now.get().isEmpty()
                && !run.state().clones().contains(schema.entry().schema())) {
            problems.add(RestoreProblem.TARGET_SCHEMA_EXISTS.with("target", schema.target(), "tables",
                    now.get().size()));
        }
    }
}
