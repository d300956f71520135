package dev.domibusbackup.job.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.catalog.IndexedSet.ManifestFile;
import dev.domibusbackup.catalog.SetRows;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;
import dev.domibusbackup.set.SetSummary;

/**
 * Holds the index of the sets and the repository together. The repository is the truth: what it has and the index has
 * not is indexed, wherever it came from. What the index has and the repository has not is a disagreement unless the
 * audit tells that we removed it; so is a manifest that is another one than before. An operator ends a disagreement.
 */
public final class SetIndex {

    /** Two comparisons at a time would index the same set twice. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Repository repository;
    private final SetRows rows;

    public SetIndex(Repository repository, SetRows rows) {
        this.repository = repository;
        this.rows = rows;
    }

    /**
     * What a comparison found.
     *
     * @param repository where
     * @param sets       every set of the repository, newest first
     * @param missing    sets that the index knows and the repository has not
     * @param changed    sets whose manifest is another one than when it was indexed
     */
    public record State(Path repository, List<IndexedSet> sets, List<SetId> missing, List<SetId> changed) {

        public State {
            sets = List.copyOf(sets);
            missing = List.copyOf(missing);
            changed = List.copyOf(changed);
        }

        /** What disagrees; empty if nothing does. */
        public List<Problem> disagreements() {
            List<Problem> problems = new ArrayList<>();
            if (!missing.isEmpty()) {
                problems.add(PruneProblem.INDEX_MISSING.with("repository", repository, "sets", names(missing)));
            }
            if (!changed.isEmpty()) {
                problems.add(PruneProblem.INDEX_CHANGED.with("sets", names(changed)));
            }
            return problems;
        }

        private static String names(List<SetId> ids) {
            return ids.stream().map(SetId::value).collect(Collectors.joining(", "));
        }
    }

    /**
     * Compares the two and brings the index up to date as far as the truth is known. Cheap: a manifest is read again
     * only when its size or time has changed.
     */
    public State refresh() {
        synchronized (ONE_AT_A_TIME) {
            return compare();
        }
    }

    private State compare() {
        Map<SetId, IndexedSet> known = new LinkedHashMap<>();
        rows.all().forEach(set -> known.put(set.id(), set));
        List<IndexedSet> sets = new ArrayList<>();
        List<SetId> changed = new ArrayList<>();
        for (BackupSet set : repository.sets()) {
            IndexedSet before = known.remove(set.id());
            Optional<IndexedSet> looked = lookUnlessGone(set, before);
            if (looked.isEmpty()) {
                continue;
            }
            IndexedSet now = looked.get();
            if (before != null && !before.manifest().sha256().equals(now.manifest().sha256())) {
                // the row keeps the old hash until an operator has seen it
                changed.add(set.id());
            } else if (!now.equals(before)) {
                rows.put(now);
            }
            sets.add(now);
        }
        List<SetId> missing = new ArrayList<>();
        for (IndexedSet gone : known.values()) {
            if (repository.wasDeletedSince(gone.id(), gone.indexedAt())) {
                rows.remove(gone.id());
            } else {
                missing.add(gone.id());
            }
        }
        return new State(repository.root(), sets, missing, changed);
    }

    /** Makes the index anew from the repository, whatever it held. */
    public State rebuild() {
        synchronized (ONE_AT_A_TIME) {
            rows.all().forEach(set -> rows.remove(set.id()));
            return compare();
        }
    }

    /** The sets as the repository has them, for when there is no index to be had. */
    public static List<IndexedSet> read(Repository repository) {
        SetIndex unindexed = new SetIndex(repository, null);
        return repository.sets().stream().flatMap(set -> unindexed.lookUnlessGone(set, null).stream()).toList();
    }

    /** To be told of a removal by us. */
    public void removed(SetId id) {
        synchronized (ONE_AT_A_TIME) {
            rows.remove(id);
        }
    }

    /** A set may be removed while this looks. */
    private Optional<IndexedSet> lookUnlessGone(BackupSet set, IndexedSet before) {
        try {
            return Optional.of(look(set, before));
        } catch (ProblemException e) {
            if (repository.contains(set.id())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private IndexedSet look(BackupSet set, IndexedSet before) {
        SetNotes notes = repository.notes(set.id());
        BasicFileAttributes file = attributes(set);
        long modified = file.lastModifiedTime().toMillis();
        if (before != null && before.manifest().looksLike(modified, file.size())) {
            return before.with(notes);
        }
        ManifestFile manifest = new ManifestFile(modified, file.size(), set.manifestHash());
        if (before != null && before.manifest().sha256().equals(manifest.sha256())) {
            return before.with(manifest).with(notes);
        }
        Instant now = Instant.now();
        try {
            return new IndexedSet(set.id(), now, manifest, SetSummary.of(set.manifest()), null, notes);
        } catch (ProblemException e) {
            return new IndexedSet(set.id(), now, manifest, null, e.problem(), notes);
        }
    }

    private static BasicFileAttributes attributes(BackupSet set) {
        try {
            return Files.readAttributes(set.folder().resolve(BackupSet.MANIFEST), BasicFileAttributes.class);
        } catch (IOException e) {
            throw SetProblem.MANIFEST_UNREADABLE.caused(e, "id", set.id(), "reason", e.getMessage());
        }
    }

    /** The newest backup that is not known to be damaged. Messages alone, as an import exports them, are no backup. */
    public static Optional<IndexedSet> lastGoodBackup(List<IndexedSet> sets) {
        return sets.stream().filter(set -> set.summary() != null)
                .filter(set -> set.notes().health() != SetNotes.Health.DAMAGED)
                .filter(set -> set.summary().components().stream()
                        .anyMatch(component -> component != Component.MESSAGES))
                .max(Comparator.comparing(set -> set.summary().sealedAt()));
    }
}
