package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.ArchiveReader;
import dev.domibusbackup.files.DiskSpace;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.ListingReader;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.PlacesApart;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Finds what would keep folders from being restored; changes nothing. */
public final class FilesPreflight {

    /** A file takes whole blocks, and a place in its folder. */
    private static final long BLOCK = 4096;

    private final RestorePlan plan;
    private final Collection<Path> ownPlaces;
    private final MountPoints mounts;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param problems what keeps the restore from being made
     * @param warnings what should be known
     */
    public record Result(List<Problem> problems, List<Problem> warnings) {

        public Result {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    private record Need(Path place, long bytes, long files) {

        Need plus(RestoreTarget target) {
            return new Need(place, bytes + target.bytes() + BLOCK * target.files(), files + target.files());
        }
    }

    private FilesPreflight(RestorePlan plan, Collection<Path> ownPlaces, MountPoints mounts) {
        this.plan = plan;
        this.ownPlaces = ownPlaces;
        this.mounts = mounts;
    }

    /**
     * Checks.
     *
     * @param plan      what is restored
     * @param ownPlaces the repository and everything else of Domibus Backup that must survive
     */
    public static Result check(RestorePlan plan, Collection<Path> ownPlaces) {
        return check(plan, ownPlaces, new MountPoints());
    }

    static Result check(RestorePlan plan, Collection<Path> ownPlaces, MountPoints mounts) {
        FilesPreflight preflight = new FilesPreflight(plan, ownPlaces, mounts);
        try {
            preflight.check();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", "A folder to be restored", "reason", Reason.of(e));
        }
        return new Result(preflight.problems, preflight.warnings);
    }

    private void check() throws IOException {
        Map<FileStore, Need> needs = new HashMap<>();
        for (RestoreTarget target : plan.targets()) {
            for (FolderSource source : target.sources()) {
                sourceOf(source);
            }
            if (target.share() == Share.FILES) {
                FilesSwap.each(target.sources().get(0), Files::newInputStream, (entry, archive, place, top) -> {
                    if (top) {
                        parentOf(place, place.getParent());
                    }
                    if (entry.type() != FileEntry.Type.FOLDER) {
                        ownPlaces(place);
                    }
                });
            } else if (placeOf(target)) {
                needs.merge(Files.getFileStore(existing(target.place())),
                        new Need(existing(target.place()), 0, 0).plus(target), (sum, one) -> sum.plus(target));
            }
        }
        needs.values().forEach(this::space);
    }

    private void sourceOf(FolderSource source) throws IOException {
        if (source.share() != Share.FILES && !Path.of(source.path()).normalize().equals(source.target().normalize())) {
            warnings.add(RestoreFilesProblem.PATH_MOVED.with("from", source.path(),
                    "to", PathText.of(source.target())));
        }
        if (source.isPurgedByAge() && plan.times() == FileTimes.KEEP && source.content().files() > 0) {
            warnings.add(RestoreFilesProblem.TIMES_KEPT.with("path", source.path()));
        }
        if (!FileAttributes.isRoot()) {
            long user = FileAttributes.user();
            OptionalLong other = foreignOwner(source, user);
            if (other.isPresent()) {
                warnings.add(RestoreFilesProblem.OWNERS_LOST.with("path", source.path(), "owner", other.getAsLong(),
                        "user", user));
            }
        }
    }

    /** Whether the target can be replaced, but for space. */
    private boolean placeOf(RestoreTarget target) throws IOException {
        Path place = target.place();
        int before = problems.size();
        if (place.getParent() == null || Disk.exists(place) && !Files.isDirectory(place)) {
            problems.add(RestoreFilesProblem.NOT_A_FOLDER.with("path", PathText.of(place)));
            return false;
        }
        String reason = Layouts.reason(target, mounts);
        if (reason == null) {
            parentOf(place, place.getParent());
        } else {
            parentOf(place, place);
            warnings.add(RestoreFilesProblem.CHILD_BY_CHILD.with("path", PathText.of(place), "reason", reason));
        }
        for (Path mount : mounts.below(place)) {
            if (target.replaces(place.relativize(mount).getName(0))
                    && target.kept().stream().noneMatch(kept -> mount.startsWith(place.resolve(kept)))) {
                problems.add(RestoreFilesProblem.MOUNT_BELOW.with("mount", PathText.of(mount),
                        "path", PathText.of(place)));
            }
        }
        ownPlaces(place);
        return problems.size() == before;
    }

    private void parentOf(Path path, Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            problems.add(RestoreFilesProblem.PARENT_MISSING.with("path", PathText.of(path),
                    "parent", PathText.of(parent)));
        } else if (!Files.isWritable(parent)) {
            problems.add(RestoreFilesProblem.NOT_WRITABLE.with("path", PathText.of(path),
                    "user", FileAttributes.user()));
        }
    }

    private void ownPlaces(Path place) {
        for (Path own : ownPlaces) {
            if (PlacesApart.isInside(own, place) || PlacesApart.isInside(place, own)) {
                problems.add(RestoreFilesProblem.IN_OWN_PLACE.with("path", PathText.of(place),
                        "place", PathText.of(own)));
            }
        }
    }

    private void space(Need need) {
        long usable = DiskSpace.usableBytes(need.place());
        if (usable < need.bytes()) {
            problems.add(RestoreFilesProblem.NO_SPACE.with("path", PathText.of(need.place()), "usable", usable,
                    "needed", need.bytes()));
        }
        OptionalLong inodes = FreeInodes.of(need.place());
        if (inodes.isPresent() && inodes.getAsLong() < need.files()) {
            problems.add(RestoreFilesProblem.NO_INODES.with("path", PathText.of(need.place()),
                    "usable", inodes.getAsLong(), "needed", need.files()));
        }
    }

    private static Path existing(Path place) {
        return Disk.exists(place) ? place : place.getParent();
    }

    /** The first owner other than the user, in the listing or, where there is none, in the archive. */
    private static OptionalLong foreignOwner(FolderSource source, long user) {
        if (source.content().listing() != null) {
            try (ListingReader listing = ListingReader.open(source.content().listing().file())) {
                while (listing.hasNext()) {
                    long owner = listing.next().uid();
                    if (owner != user) {
                        return OptionalLong.of(owner);
                    }
                }
            }
            return OptionalLong.empty();
        }
        ArchiveCheck.Opener opener = Files::newInputStream;
        try (ArchiveReader archive = new ArchiveReader(source.content().archive().file(), opener)) {
            for (FileEntry entry = archive.next(); entry != null; entry = archive.next()) {
                if (entry.uid() != user) {
                    return OptionalLong.of(entry.uid());
                }
            }
        }
        return OptionalLong.empty();
    }
}
