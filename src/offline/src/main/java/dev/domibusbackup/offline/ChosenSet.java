package dev.domibusbackup.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;

/** The parameters that name one set: repository and id, or the set's own folder. */
final class ChosenSet {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "REPOSITORY",
            description = "Folder of all backup sets; or the folder of one set, then without SET.")
    private Path place;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SET",
            description = "Id of the set, as \"sets list\" prints it.")
    private String id;

    /** The set, or the problem DB-SET-003. */
    BackupSet set() {
        BackupSet set = new BackupSet(id(), folder());
        if (!Files.isDirectory(set.folder())) {
            throw SetProblem.UNKNOWN.exception("id", set.id(), "repository", set.folder().getParent());
        }
        return set;
    }

    /** What lies beside the set; nothing if it was copied alone. */
    SetNotes notes() {
        return Repository.toRead(folder().getParent()).notes(id());
    }

    /** The manifest's hash from the seal, if it is known here. */
    Optional<String> sealedHash() {
        return Optional.ofNullable(notes().manifestHash());
    }

    private Path folder() {
        Path absolute = place.toAbsolutePath().normalize();
        return id == null ? absolute : Repository.toRead(absolute).root().resolve(id().value());
    }

    private SetId id() {
        if (id != null) {
            return new SetId(id);
        }
        Path name = place.toAbsolutePath().normalize().getFileName();
        if (name == null || !SetId.isId(name.toString())) {
            throw new ParameterException(command.commandLine(), "Which set? " + place
                    + " is not the folder of a set. Name a SET of this repository; \"sets list\" lists them.");
        }
        return new SetId(name.toString());
    }
}
