package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.domibusbackup.domibus.ConfigLocation;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.Store;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.restore.FileTimes;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.FolderSources;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** Folders of the set and the places here that they go to. */
final class Folders {

    private static final String KEPT = "kept.json";

    private final RestoreRun run;

    Folders(RestoreRun run) {
        this.run = run;
    }

    /**
     * The plan of this job's folders; throws what speaks against it. Paths stand in the database and in messages:
     * everything goes to where it was, but for the broker's stores.
     */
    RestorePlan plan() {
        List<Path> kept = kept();
        return RestorePlan.of(run.job(), run.targets().folders().stream()
                        .map(entry -> FolderSources.of(run.set(), run.manifest(), entry, path -> target(entry, path)))
                        .toList(), kept,
                FileTimes.valueOf(run.request().fileTimes().name()));
    }

    private Path target(FolderEntry entry, Path path) {
        return RestoreStores.isStore(entry) ? new RestoreStores(run).target(entry) : path;
    }

    /**
     * Folders of messages and their files: those of the set and, as found before the first change, those that are here. Half a
     * configuration may name none of them.
     */
    private List<Path> kept() {
        Path noted = journal(run, run.job()).resolve(KEPT);
        try {
            if (Files.exists(noted)) {
                return Stream.of(Json.mapper().readValue(noted.toFile(), String[].class)).map(PathText::path).toList();
            }
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", noted, "reason", e.getMessage());
        }
        return Stream.of(run.found().installation().stores().stream().map(Store::configured), brokerStores(),
                run.manifest().folders().stream().filter(entry -> entry.component() == Component.PAYLOADS
                        || RestoreStores.isStore(entry)).map(entry -> Path.of(entry.path())))
                .flatMap(folders -> folders).distinct().toList();
    }

    /** None where the broker's file is broken: it may be what the restore is to mend. */
    private Stream<Path> brokerStores() {
        try {
            return RestoreStores.of(run.found().installation()).stream().flatMap(stores -> stores.folders().stream());
        } catch (ProblemException e) {
            return Stream.empty();
        }
    }

    /** Before anything is changed; nothing when it was done before. */
    void noteKept() {
        Path journal = journal(run, run.job());
        if (!Files.exists(journal.resolve(KEPT))) {
            byte[] paths = Json.pretty(kept().stream().map(PathText::of).toList());
            DurableFiles.createPrivateFolder(journal);
            DurableFiles.write(journal.resolve(KEPT), paths);
        }
    }

    /** Where the journal of a job lies. */
    static Path journal(RestoreRun run, String job) {
        return new LeftFolders(run.server()).journal(job);
    }

    /** Folders that lie elsewhere here, or nowhere: what comes back would not be found. */
    List<Problem> moved() {
        List<Problem> problems = new ArrayList<>();
        Installation here = run.found().installation();
        for (FolderEntry entry : run.targets().folders()) {
            if (entry.component() == Component.PAYLOADS) {
                if (!run.takes(Component.CONFIGURATION)) {
                    store(here, entry).ifPresent(problems::add);
                }
            } else if (entry.component() != Component.MESSAGES && !entry.kind().equals("outside")) {
                here.location().map(ConfigLocation::folder).map(Path::toString)
                        .filter(folder -> !folder.equals(entry.path()))
                        .ifPresent(folder -> problems.add(moved(entry, folder)));
            }
        }
        return problems;
    }

    private static Optional<Problem> store(Installation here, FolderEntry entry) {
        Optional<Store> store = here.stores().stream()
                .filter(candidate -> kind(candidate).equals(entry.kind())
                        && candidate.domain().equals(Optional.ofNullable(entry.domain()))).findFirst();
        if (store.isEmpty()) {
            return Optional.of(RestoreProblem.NOT_AT_TARGET.with("kind", entry.kind(), "reason",
                    "no property names such a folder" + (entry.domain() == null ? "" : " of " + entry.domain())));
        }
        boolean same = store.get().configured().toString().equals(entry.path())
                || store.get().folder().toString().equals(entry.path());
        return same ? Optional.empty() : Optional.of(moved(entry, store.get().configured().toString()));
    }

    private static Problem moved(FolderEntry entry, String here) {
        return RestoreProblem.MOVED.with("kind", entry.kind(), "from", entry.path(), "here", here);
    }

    private static String kind(Store store) {
        return store.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
