package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;

/** {@code sets show}. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = {"Shows what a set holds, as its manifest says.",
            "Whether that is true, \"sets verify\" tells."})
final class ShowCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenSet chosen;

    @Override
    public void run() {
        BackupSet set = chosen.set();
        Manifest manifest = set.manifest();
        PrintWriter out = command.commandLine().getOut();
        out.printf("Set         %s%n", set.id());
        out.printf("Folder      %s%n", set.folder());
        if (manifest.quietWindow() != null) {
            out.printf("Stands for  %s (UTC)%n", manifest.quietWindow().cutAt());
            out.printf("Domibus was unavailable  %s%n", manifest.quietWindow().unavailable() == null
                    ? "until somebody started it: it was left stopped on request"
                    : manifest.quietWindow().unavailable().toSeconds() + " seconds");
        }
        out.printf("Made        %s to %s by %s, job %s%n", manifest.createdAt(), manifest.sealedAt(),
                manifest.createdBy(), manifest.job());
        out.printf("Size        %s in %d files%n",
                Bytes.text(manifest.artifacts().stream().mapToLong(Artifact::bytes).sum()),
                manifest.artifacts().size());
        out.printf("Components  %s%n",
                manifest.components().stream().map(Component::key).collect(Collectors.joining(", ")));
        out.printf("Pinned      %s%n", chosen.notes().pinned() ? "yes" : "no");
        out.printf("Verified    %s%n", ListCommand.verified(chosen.notes()));
        contents(out, manifest);
        if (!manifest.warnings().isEmpty()) {
            out.printf("%nSealed with warnings:%n");
            Problems.print(out, manifest.warnings());
        }
        out.flush();
    }

    private static void contents(PrintWriter out, Manifest manifest) {
        if (!manifest.queues().isEmpty()) {
            out.printf("%nQueues with messages, of %d queues:%n", manifest.queues().size());
            manifest.queues().stream().filter(queue -> queue.taken() > 0)
                    .forEach(queue -> out.printf("  %9d  %s%n", queue.taken(), queue.name()));
        }
        if (!manifest.databases().isEmpty()) {
            out.printf("%nSchemas, with the rows of all their tables:%n");
            manifest.databases().forEach(database -> out.printf("  %9d  %s (%s %s)%n",
                    database.rows().values().stream().mapToLong(Long::longValue).sum(), database.schema(),
                    database.engine(), database.server()));
        }
        if (!manifest.folders().isEmpty()) {
            out.printf("%nFolders, with the number of their files:%n");
            manifest.folders().forEach(folder -> out.printf("  %9d  %s, %s (%s)%n", folder.files(), folder.kind(),
                    folder.path(), Bytes.text(folder.bytes())));
        }
    }
}
