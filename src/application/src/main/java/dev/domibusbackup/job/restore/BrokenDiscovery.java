package dev.domibusbackup.job.restore;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.Domain;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreSafetyProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DataSourceDescription;
import dev.domibusbackup.server.Discovery;

/**
 * Finds an installation that may be as broken as the one that a restore is to mend: what cannot be found is taken from
 * what the quiet window and the set say.
 */
final class BrokenDiscovery {

    private final RestoreRun run;
    private final Discovery discovery;

    BrokenDiscovery(RestoreRun run) {
        this.run = run;
        discovery = new Discovery(run.server(), run.settings());
    }

    Discovery.Found find() {
        Discovery.Found found = look();
        Installation here = found.installation();
        return here.databases().access().isPresent() ? found
                : new Discovery.Found(found.domibus(), access().map(access -> here.with(
                        new DomibusDatabases(Optional.of(access), schemas(here, access)))).orElse(here));
    }

    /** The window knows what it stopped; without one nothing says what there was. */
    private Discovery.Found look() {
        try {
            return discovery.find();
        } catch (ProblemException e) {
            return discovery.find(run.quietWindow().current().map(QuietWindowRecord::domibus).orElseThrow(() -> e));
        }
    }

    private static List<DatabaseSchema> schemas(Installation here, DatabaseAccess access) {
        List<DatabaseSchema> known = here.databases().schemas();
        return !known.isEmpty() ? known : access.url().schema().map(name -> new DatabaseSchema(name,
                Optional.of(Domain.DEFAULT), "URL of " + access.dataSource())).stream().toList();
    }

    /** The data source of that name if the server has it; the name stands in a configuration that may be gone. */
    private Optional<DatabaseAccess> access() {
        JsonNode installation = run.manifest().installation();
        if (installation == null) {
            return Optional.empty();
        }
        String name = installation.path("database").path("dataSource").asText();
        Optional<DatabaseAccess> access = run.server().dataSources().stream()
                .filter(source -> source.jndiNames().contains(name) && !name.equals(ImportPositions.DATA_SOURCE))
                .findFirst().flatMap(source -> access(name, source));
        access.ifPresent(known -> run.warn(RestoreSafetyProblem.DATABASE_BY_SET.with("dataSource", name)));
        return access;
    }

    private static Optional<DatabaseAccess> access(String name, DataSourceDescription source) {
        try {
            return Optional.of(new DatabaseAccess(name, JdbcUrl.parse(source.url()), source.user().orElse(""),
                    source.password()));
        } catch (IllegalArgumentException e) {
            // discovery has told of URLs that it does not understand
            return Optional.empty();
        }
    }
}
