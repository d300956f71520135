package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetNotes;

/** {@code sets list}. */
@Command(name = "list", mixinStandardHelpOptions = true,
        description = {"Lists the sealed sets of a repository, newest first.",
            "A set that is not sealed (its folder ends in .partial) is no backup and is not listed."})
final class ListCommand implements Callable<Integer> {

    private static final String ROW = "%-62s  %9s  %-6s  %-20s  %s%n";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "REPOSITORY", description = "Folder of all backup sets.")
    private Path place;

    @Override
    public Integer call() {
        Repository repository = Repository.toRead(place);
        List<BackupSet> sets = repository.sets();
        PrintWriter out = command.commandLine().getOut();
        boolean allReadable = true;
        if (sets.isEmpty()) {
            out.printf("There is no sealed set in %s.%n", repository.root());
        } else {
            out.printf(ROW, "SET", "SIZE", "PINNED", "VERIFIED", "COMPONENTS");
        }
        for (BackupSet set : sets) {
            allReadable &= print(out, repository, set);
        }
        out.flush();
        return allReadable ? 0 : OfflineTool.PROBLEM;
    }

    private boolean print(PrintWriter out, Repository repository, BackupSet set) {
        try {
            Manifest manifest = set.manifest();
            SetNotes notes = repository.notes(set.id());
            out.printf(ROW, set.id(), Bytes.text(manifest.artifacts().stream().mapToLong(Artifact::bytes).sum()),
                    notes.pinned() ? "yes" : "no", verified(notes),
                    manifest.components().size() == Component.values().length ? "all"
                            : manifest.components().stream().map(Component::key).collect(Collectors.joining(",")));
            return true;
        } catch (ProblemException e) {
            out.printf("%-62s  cannot be read%n", set.id());
            Problems.print(command.commandLine().getErr(), e.problems());
            command.commandLine().getErr().flush();
            return false;
        }
    }

    /** The last verification, said so when it ended badly. */
    static String verified(SetNotes notes) {
        boolean failedLast = notes.lastFailed() != null
                && (notes.lastVerified() == null || notes.lastFailed().isAfter(notes.lastVerified()));
        if (failedLast) {
            return "BAD";
        }
        return notes.lastVerified() == null ? "never" : notes.lastVerified().toString().substring(0, 19) + "Z";
    }
}
