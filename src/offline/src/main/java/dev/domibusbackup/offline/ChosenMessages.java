package dev.domibusbackup.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The parameters that name messages: those of a set, of some of its queues, or of one file. */
final class ChosenMessages {

    private static final String SUFFIX = ".jsonl.gz";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "PLACE",
            description = "A message file (*.jsonl.gz); the folder of one set; or a repository, then with SET.")
    private Path place;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SET",
            description = "Id of the set, as \"sets list\" prints it.")
    private String id;

    @Option(names = {"-q", "--queue"}, paramLabel = "QUEUE",
            description = "Only this queue of the set, as \"messages list\" prints it; may be given several times.")
    private List<String> queues = List.of();

    /** Whether queues are named, or a file is. */
    boolean isNarrowed() {
        return id == null && Files.isRegularFile(place) || !queues.isEmpty();
    }

    /** The files, in the order of the manifest. */
    List<MessageFile> files() {
        return id == null ? files(place, queues) : ofSet(set(), queues);
    }

    /** The one file; refuses to guess which. */
    MessageFile file() {
        List<MessageFile> files = files();
        if (files.size() != 1) {
            throw new ParameterException(command.commandLine(), "Which queue? Name one of the " + files.size()
                    + " queues of this set with --queue; \"messages list\" lists them.");
        }
        return files.get(0);
    }

    /** The files of a place that needs no set's id beside it. */
    static List<MessageFile> files(Path place, List<String> queues) {
        if (Files.isDirectory(place)) {
            Path folder = place.toAbsolutePath().normalize();
            Path name = folder.getFileName();
            if (name == null || !SetId.isId(name.toString())
                    || !Files.isRegularFile(folder.resolve(BackupSet.MANIFEST))) {
                throw OfflineProblem.NOT_MESSAGES.exception("path", place);
            }
            return ofSet(new BackupSet(new SetId(name.toString()), folder), queues);
        }
        if (!Files.exists(place)) {
            throw OfflineProblem.NOT_READABLE.exception("path", place, "reason", "there is no such file");
        }
        if (!place.toString().endsWith(SUFFIX)) {
            throw OfflineProblem.NOT_MESSAGES.exception("path", place);
        }
        return List.of(new MessageFile(place, null, null));
    }

    private BackupSet set() {
        BackupSet set = new BackupSet(new SetId(id), Repository.toRead(place).root().resolve(new SetId(id).value()));
        if (!Files.isDirectory(set.folder())) {
            throw SetProblem.UNKNOWN.exception("id", id, "repository", place);
        }
        return set;
    }

    private static List<MessageFile> ofSet(BackupSet set, List<String> queues) {
        Manifest manifest = set.manifest();
        if (manifest.queues().isEmpty()) {
            throw OfflineProblem.NO_MESSAGES.exception("id", set.id());
        }
        List<String> left = new ArrayList<>(queues);
        List<MessageFile> files = new ArrayList<>();
        for (Manifest.QueueEntry entry : manifest.queues()) {
            if (queues.isEmpty() || left.remove(entry.name())) {
                files.add(new MessageFile(set.folder().resolve(entry.artifact()), entry.name(), entry.taken()));
            }
        }
        if (!left.isEmpty()) {
            throw OfflineProblem.QUEUE_UNKNOWN.exception("place", set.id(), "queue", left.get(0), "queues",
                    String.join(", ", manifest.queues().stream().map(Manifest.QueueEntry::name).toList()));
        }
        return files;
    }
}
