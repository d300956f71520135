package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.offline.server.ServerRestore;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest.DatabaseEntry;

/** {@code restore databases}. */
@Command(name = "databases", mixinStandardHelpOptions = true,
        description = {"Brings the schemas of a set back: each is dropped, made anew, loaded, and counted against the "
                + "set.",
            "WHAT IS IN THEM NOW IS LOST: no copy is kept. Make a dump before, if you may need it. Before anything is "
                + "dropped every dump is read to its end, and the server is asked for whatever would hinder it."},
        footerHeading = "%nFor example:%n",
        footer = {
            "  Would it work?   restore databases --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                     --user admin --rehearsal",
            "  Do it:           restore databases --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                     --user admin",
            "  A copy of it:    restore databases --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                     --user admin --schema domibus --as domibus_copy"})
final class RestoreDatabasesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private SetOption chosen;

    @Mixin
    private ServerOption server;

    @Mixin
    private WindowOption window;

    @Mixin
    private DatabaseOption database;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<Chosen> schemas = List.of();

    @Option(names = "--tools", paramLabel = "DIR",
            description = "Folder of the client program mariadb or mysql; found in PATH if not given.")
    private Path tools;

    @Option(names = "--rehearsal", description = "Reads and asks everything, and changes nothing. The server may run.")
    private boolean rehearsal;

    /** One schema, and the name that it gets. */
    static final class Chosen {

        @Option(names = "--schema", required = true, paramLabel = "SCHEMA",
                description = "Only this schema of the set; may be given several times.")
        private String schema;

        @Option(names = "--as", paramLabel = "NEW",
                description = "The name that the schema before it gets; a schema of that name is replaced.")
        private String as;
    }

    @Override
    public Integer call() throws InterruptedException {
        BackupSet set = chosen.set();
        Map<String, String> names = new LinkedHashMap<>();
        schemas.forEach(each -> names.put(each.schema, each.as == null ? each.schema : each.as));
        DatabaseAddress address = database.address(set);
        PrintWriter out = command.commandLine().getOut();
        try (ServerLock lock = server.down(ServerRestore.startupProperties(set), false, rehearsal)) {
            if (!rehearsal) {
                window.require(server.folders());
            }
            DatabasesRestore restore = new DatabasesRestore(set, names, address, database.account(set),
                    Optional.ofNullable(tools));
            check(restore);
            if (rehearsal) {
                restore.schemas().forEach(each -> out.printf("%s would be dropped and made anew with %d tables and %d "
                        + "rows.%n", restore.target(each), each.rows().size(), rows(each)));
                out.printf("Nothing was changed.%n");
            } else {
                run(restore).forEach((schema, census) -> out.printf("%s holds %d tables with %d rows, as in the "
                        + "set.%n", schema, census.rows().size(),
                        census.rows().values().stream().mapToLong(Long::longValue).sum()));
            }
        }
        out.flush();
        return 0;
    }

    private void check(DatabasesRestore restore) {
        PrintWriter err = command.commandLine().getErr();
        err.printf("Reading the dumps.%n");
        ProgressLine progress = progress(restore);
        List<PreflightFinding> findings = restore.check(progress::read);
        progress.end();
        Problems.print(err, findings.stream().filter(finding -> !finding.isFailure()).map(PreflightFinding::problem)
                .toList());
        err.flush();
        List<PreflightFinding> failures = findings.stream().filter(PreflightFinding::isFailure).toList();
        if (!failures.isEmpty()) {
            throw new ProblemException(failures.stream().map(PreflightFinding::problem).toList());
        }
    }

    private Map<String, SchemaCensus> run(DatabasesRestore restore) throws InterruptedException {
        command.commandLine().getErr().printf("Loading them.%n");
        ProgressLine progress = progress(restore);
        Map<String, SchemaCensus> restored = BegunException.watch(begun -> restore.run(progress::read, begun));
        progress.end();
        return restored;
    }

    private ProgressLine progress(DatabasesRestore restore) {
        ProgressLine progress = new ProgressLine(command.commandLine().getErr(), Ansi.AUTO.enabled());
        progress.expect(restore.bytes());
        return progress;
    }

    private static long rows(DatabaseEntry database) {
        return database.rows().values().stream().mapToLong(Long::longValue).sum();
    }
}
