package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.files.restore.Journal.Phase;
import dev.domibusbackup.files.restore.Journal.Root;
import dev.domibusbackup.files.restore.Journal.Target;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings folders back, all or none: {@link #stage}, {@link #swap}, and at the end {@link #commit}; until then
 * {@link #undo} brings everything back. Each may be called again after it failed or was killed, and goes on by the
 * journal; what is done already is not done again.
 */
public final class FolderRestore {

    private final RestorePlan plan;
    private final Path file;
    private final Disk disk;
    private final MountPoints mounts;
    private Journal journal;

    /**
     * A restore, new or one that was begun.
     *
     * @param plan   what is restored, the same as when it was begun
     * @param folder for the journal; apart from everything that is restored
     * @throws dev.domibusbackup.problem.ProblemException when another restore has begun here and not ended
     */
    public FolderRestore(RestorePlan plan, Path folder) {
        this(plan, folder, new MountPoints(), point -> { });
    }

    FolderRestore(RestorePlan plan, Path folder, MountPoints mounts, Consumer<String> announced) {
        this.mounts = mounts;
        file = folder.resolve(Journal.NAME);
        disk = new Disk(plan.id(), announced);
        DurableFiles.createPrivateFolder(folder);
        journal = Journal.read(file).orElseGet(() -> new Journal(plan.id(), plan.times(), RestoreState.NEW, List.of()));
        if (!journal.id().equals(plan.id()) && journal.state().hasEnded()) {
            journal = new Journal(plan.id(), plan.times(), RestoreState.NEW, List.of());
        }
        List<String> places = plan.targets().stream().map(target -> PathText.of(target.place())).toList();
        if (!journal.id().equals(plan.id()) || !journal.state().hasEnded()
                && !journal.targets().stream().map(Target::place).toList().equals(places)) {
            throw RestoreFilesProblem.JOURNAL_OF_OTHER.exception("journal", PathText.of(file), "other", journal.id());
        }
        this.plan = journal.state().hasEnded() ? plan : journal.goingOn(plan);
    }

    /**
     * A restore that was begun, by its journal alone, to be undone or committed: where nobody can plan it again, or is
     * to.
     *
     * @param folder of the journal
     * @return empty if there is no journal
     */
    public static Optional<FolderRestore> left(Path folder) {
        return Journal.read(folder.resolve(Journal.NAME)).map(found -> new FolderRestore(found.plan(), folder));
    }

    /** What a journal tells without the plan: the id of the restore and how far it came; empty if there is none. */
    public static Optional<Begun> begun(Path folder) {
        return Journal.read(folder.resolve(Journal.NAME)).map(found -> new Begun(found.id(), found.state()));
    }

    /**
     * A restore that was begun.
     *
     * @param id    its plan's id
     * @param state how far it came
     */
    public record Begun(String id, RestoreState state) {
    }

    /** How far this restore came. */
    public RestoreState state() {
        return journal.state();
    }

    /** Unpacks and proves everything beside what is there; replaces nothing. */
    public void stage(ArchiveCheck.Opener opener) {
        if (state() == RestoreState.DISCARDING) {
            discard();
        }
        if (state() == RestoreState.NEW || state() == RestoreState.UNDONE) {
            begin();
        }
        if (state() == RestoreState.STAGING) {
            for (int i = 0; i < plan.targets().size(); i++) {
                JournalTarget target = target(i);
                if (!target.get().staged()) {
                    int number = i;
                    act(i, FileProblem.NOT_WRITABLE, () -> swapOf(number, target).stage(opener));
                    target.staged(true);
                }
            }
            state(RestoreState.STAGED);
        }
    }

    /** Puts everything in place; when one cannot be, those before it are brought back. */
    public void swap() {
        if (state() == RestoreState.BRINGING_BACK) {
            bringBack();
        }
        if (state() == RestoreState.STAGED) {
            state(RestoreState.SWAPPING);
        }
        if (state() == RestoreState.SWAPPING) {
            try {
                for (int i = 0; i < plan.targets().size(); i++) {
                    int number = i;
                    act(i, RestoreFilesProblem.SWAP_FAILED, () -> swapOf(number, target(number)).forward());
                }
            } catch (RuntimeException e) {
                bringBackAfter(e);
                throw e;
            }
            state(RestoreState.SWAPPED);
        }
        expect("be swapped", RestoreState.SWAPPED, RestoreState.COMMITTING, RestoreState.COMMITTED);
    }

    /** Brings back what was there, and removes what was unpacked. */
    public void undo() {
        if (state() == RestoreState.NEW || state() == RestoreState.UNDONE) {
            return;
        }
        if (state().mayHaveReplaced()) {
            bringBack();
        }
        if (state() == RestoreState.STAGED || state() == RestoreState.STAGING) {
            state(RestoreState.DISCARDING);
        }
        expect("be undone", RestoreState.DISCARDING);
        discard();
    }

    /**
     * Brings back what was there where some of it may be replaced and some not: nothing can be read from such folders.
     * What was unpacked stays, for {@link #swap} or {@link #undo}.
     */
    public void bringBackHalf() {
        if (state() == RestoreState.SWAPPING || state() == RestoreState.BRINGING_BACK) {
            bringBack();
        }
    }

    /** Removes what was there before. There is no way back from here. */
    public void commit() {
        expect("be committed", RestoreState.SWAPPED, RestoreState.COMMITTING, RestoreState.COMMITTED);
        if (state() != RestoreState.COMMITTED) {
            state(RestoreState.COMMITTING);
            for (int i = 0; i < plan.targets().size(); i++) {
                int number = i;
                act(i, FileProblem.NOT_WRITABLE, () -> swapOf(number, target(number)).commit());
            }
            state(RestoreState.COMMITTED);
        }
    }

    /**
     * With {@link FileTimes#REFRESH}, gives the files that Domibus removes by age the time of now. Unpacking did so
     * too, but much may have happened since; to be called right before Domibus starts.
     */
    public void refreshTimes() {
        if (plan.times() == FileTimes.REFRESH && (state() == RestoreState.SWAPPED
                || state() == RestoreState.COMMITTED)) {
            plan.targets().stream().filter(target -> target.sources().get(0).isPurgedByAge())
                    .forEach(target -> FileAttributes.touchFiles(target.place(), Instant.now()));
        }
    }

    private void begin() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < plan.targets().size(); i++) {
            RestoreTarget target = plan.targets().get(i);
            act(i, FileProblem.NOT_READABLE, () -> targets.add(planned(target)));
        }
        write(new Journal(plan.id(), plan.times(), RestoreState.STAGING, targets));
    }

    private Target planned(RestoreTarget target) throws IOException {
        Path place = target.place();
        List<String> kept = target.kept().stream()
                .filter(path -> path.getNameCount() > 1 && Disk.exists(place.resolve(path)))
                .map(PathText::of).toList();
        Root original = Files.isDirectory(place) ? Root.of(FileEntry.of(place, place)) : null;
        return new Target(Planned.of(target), Layouts.of(target, mounts), false, Phase.READY, kept, List.of(),
                original, null);
    }

    /** One that cannot come back keeps no other from it. */
    private void bringBack() {
        state(RestoreState.BRINGING_BACK);
        List<Problem> problems = new ArrayList<>();
        for (int i = plan.targets().size() - 1; i >= 0; i--) {
            int number = i;
            try {
                act(i, RestoreFilesProblem.BRING_BACK_FAILED, () -> swapOf(number, target(number)).backward());
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        state(RestoreState.STAGED);
    }

    private void bringBackAfter(RuntimeException failure) {
        try {
            bringBack();
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private void discard() {
        for (int i = 0; i < plan.targets().size(); i++) {
            int number = i;
            act(i, FileProblem.NOT_WRITABLE, () -> swapOf(number, target(number)).discard());
        }
        state(RestoreState.UNDONE);
    }

    private Swap swapOf(int number, JournalTarget target) {
        RestoreTarget planned = plan.targets().get(number);
        Unpacked unpacked = new Unpacked(planned, plan.times());
        return switch (target.get().layout()) {
            case WHOLE -> new WholeSwap(planned, disk, unpacked);
            case CHILDREN -> new ChildrenSwap(planned, disk, unpacked, target);
            case FILES -> new FilesSwap(planned, disk, unpacked, target);
        };
    }

    private JournalTarget target(int number) {
        return new JournalTarget(journal.targets().get(number), changed -> {
            List<Target> targets = new ArrayList<>(journal.targets());
            targets.set(number, changed);
            write(new Journal(plan.id(), plan.times(), state(), targets));
        });
    }

    private void state(RestoreState state) {
        write(new Journal(plan.id(), plan.times(), state, journal.targets()));
    }

    private void write(Journal changed) {
        disk.at("before journal " + changed.state());
        changed.write(file);
        journal = changed;
        disk.at("after journal " + changed.state());
    }

    private void expect(String act, RestoreState... allowed) {
        if (!List.of(allowed).contains(state())) {
            throw RestoreFilesProblem.WRONG_STATE.exception("id", plan.id(), "state", state(), "act", act);
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private void act(int number, ProblemType problem, Act act) {
        try {
            act.run();
        } catch (IOException e) {
            throw problem.caused(e, "path", e instanceof FileSystemException failed
                    && failed.getFile() != null ? failed.getFile() : PathText.of(plan.targets().get(number).place()),
                    "reason", Reason.of(e));
        }
    }
}
