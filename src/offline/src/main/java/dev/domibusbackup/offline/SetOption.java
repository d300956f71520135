package dev.domibusbackup.offline;

import java.nio.file.Files;
import java.nio.file.Path;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The options that name the set to restore. */
final class SetOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--set", required = true, paramLabel = "SET",
            description = "Id of the set, as \"sets list\" prints it, with --repository; or the folder of a set.")
    private String set;

    @Option(names = "--repository", paramLabel = "DIR", description = "Folder of all backup sets.")
    private Path repository;

    /** The set, whose manifest is the sealed one where its hash is known. */
    BackupSet set() {
        Path folder = repository == null ? Path.of(set).toAbsolutePath().normalize()
                : Repository.toRead(repository).root().resolve(new SetId(set).value());
        String name = String.valueOf(folder.getFileName());
        if (repository == null && !SetId.isId(name)) {
            throw new ParameterException(command.commandLine(), "Which set? " + Printable.line(set)
                    + " is not the folder of a set. Name an id with --repository; \"sets list\" lists them.");
        }
        BackupSet found = new BackupSet(new SetId(name), folder);
        if (!Files.isDirectory(folder)) {
            throw SetProblem.UNKNOWN.exception("id", found.id(), "repository", folder.getParent());
        }
        String sealed = Repository.toRead(folder.getParent()).notes(found.id()).manifestHash();
        if (sealed != null && !sealed.equals(found.manifestHash())) {
            throw SetProblem.MANIFEST_CHANGED.exception("id", found.id(), "actual", found.manifestHash(), "expected",
                    sealed);
        }
        return found;
    }
}
