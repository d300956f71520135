package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.PlacesApart;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What is restored, and to where. Inner places come before those around them: they are swapped first and brought back
 * last.
 *
 * @param id      names the restore in its journal and in the names of its temporary files: letters, digits,
 *                {@code - _}, at most 64
 * @param targets the places
 * @param times   which modification times files get where Domibus removes them by age
 */
public record RestorePlan(String id, List<RestoreTarget> targets, FileTimes times) {

    public RestorePlan {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not an id for file names: " + id);
        }
        targets = List.copyOf(targets);
    }

    /**
     * Plans.
     *
     * @param id      see {@link RestorePlan}
     * @param sources what is restored
     * @param kept    folders of messages' files of this installation: where they lie inside the configuration folder
     *                they stay, as the backup of the configuration leaves them out
     * @param times   see {@link RestorePlan}
     * @throws ProblemException with all problems when places are not absolute, the same, or inside one another
     */
    public static RestorePlan of(String id, List<FolderSource> sources, Collection<Path> kept, FileTimes times) {
        List<Problem> problems = new ArrayList<>();
        List<RestoreTarget> targets = new ArrayList<>();
        for (FolderSource source : sources) {
            if (source.target().isAbsolute()) {
                add(source, targets, problems);
            } else {
                problems.add(RestoreFilesProblem.TARGET_NOT_ABSOLUTE.with("path", PathText.of(source.target())));
            }
        }
        List<Path> stores = new ArrayList<>(kept.stream().map(PlacesApart::realPlace).toList());
        targets.forEach(target -> stores.add(target.place()));
        List<RestoreTarget> complete = new ArrayList<>();
        for (RestoreTarget target : targets) {
            complete.add(switch (target.share()) {
                case WHOLE -> withoutInner(target, targets, problems);
                case FILES -> target;
                default -> new RestoreTarget(target.place(), target.share(), target.sources(), stores.stream()
                        .filter(store -> store.startsWith(target.place()) && !store.equals(target.place()))
                        .map(target.place()::relativize)
                        .filter(store -> target.share().replaces(store.getName(0).toString())).distinct().toList());
            });
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        complete.sort(Comparator.comparing(target -> -target.place().getNameCount()));
        return new RestorePlan(id, complete, times);
    }

    private static void add(FolderSource source, List<RestoreTarget> targets, List<Problem> problems) {
        Share share = source.share();
        Path place = share == Share.FILES ? Path.of("/") : PlacesApart.realPlace(source.target());
        for (RestoreTarget other : targets) {
            if (other.share() != Share.FILES && share != Share.FILES && isSame(other.place(), place)) {
                Share both = other.share().with(share);
                if (both == null) {
                    problems.add(RestoreFilesProblem.TARGET_TWICE.with("first", other.sources().get(0).path(),
                            "second", source.path(), "place", PathText.of(place)));
                } else {
                    targets.remove(other);
                    targets.add(new RestoreTarget(place, both, List.of(other.sources().get(0), source), List.of()));
                }
                return;
            }
        }
        targets.add(new RestoreTarget(place, share, List.of(source), List.of()));
    }

    /** Two mounts may show the same folder under two names. */
    private static boolean isSame(Path a, Path b) {
        return PlacesApart.isInside(a, b) && PlacesApart.isInside(b, a);
    }

    private static RestoreTarget withoutInner(RestoreTarget outer, List<RestoreTarget> targets,
                                              List<Problem> problems) {
        targets.stream().filter(inner -> inner != outer && inner.share() != Share.FILES
                && PlacesApart.isInside(inner.place(), outer.place()))
                .forEach(inner -> problems.add(RestoreFilesProblem.TARGETS_OVERLAP.with(
                        "inner", PathText.of(inner.place()), "outer", PathText.of(outer.place()))));
        return outer;
    }
}
