package dev.domibusbackup.job.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.restore.FilesPreflight;
import dev.domibusbackup.files.restore.FolderDifference;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.job.verify.ScratchUnpacking;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** What can be known of the folders before one is replaced; and what would change in them. */
final class FolderChecks {

    /** So many names of each kind of change are told. */
    private static final int NAMES = 5;

    private final RestoreRun run;

    FolderChecks(RestoreRun run) {
        this.run = run;
    }

    List<Problem> problems() {
        if (run.targets().folders().isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>(new Folders(run).moved());
        problems.addAll(new RestoreStores(run).problems());
        try {
            FilesPreflight.Result result = FilesPreflight.check(new Folders(run).plan(),
                    List.of(run.repository().root(), run.server().paths().ownData()));
            problems.addAll(result.problems());
            result.warnings().forEach(run::warn);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /** Says what would be added, changed and removed. */
    void describe() {
        if (!run.targets().folders().isEmpty()) {
            plan().ifPresent(this::describe);
        }
    }

    private void describe(RestorePlan plan) {
        Path scratch = run.server().paths().ownData().resolve("rehearsal");
        try {
            DurableFiles.createPrivateFolder(scratch);
            run.targets().folders().forEach(entry -> describe(plan, entry, scratch));
        } finally {
            DurableFiles.deleteTree(scratch);
        }
    }

    private void describe(RestorePlan plan, FolderEntry entry, Path scratch) {
        run.checkStop();
        if (RestoreStores.isStore(entry)) {
            // its broker runs and changes it while we look; as a whole it is another one
            run.report().put(new RestoreReport.Folder(entry.path(), entry.kind(), entry.files(), entry.bytes(),
                    entry.files(), 0, 0, Map.of(), false));
            return;
        }
        FolderDifference difference = FolderDifference.of(source(plan, entry), plan, scratch, NAMES);
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("add", difference.added().first());
        names.put("change", difference.changed().first());
        names.put("remove", difference.removed().first());
        run.report().put(new RestoreReport.Folder(entry.path(), entry.kind(), entry.files(), entry.bytes(),
                difference.added().files(), difference.changed().files(), difference.removed().files(), names,
                false));
    }

    /** Unpacks every archive beside everything and holds it against the set. */
    void unpack() {
        ScratchUnpacking scratch = new ScratchUnpacking(run.server().paths().ownData());
        Optional<String> obstacle = scratch.obstacle(run.targets().folders());
        RestorePlan plan = obstacle.isPresent() ? null : plan().orElse(null);
        for (FolderEntry entry : run.targets().folders()) {
            run.checkStop();
            String what = entry.kind() + " " + entry.path();
            if (plan == null) {
                run.report().rehearsed(new RestoreReport.Check(what, HealthCheck.NOT_CHECKED,
                        obstacle.orElse("its place is not known")));
                continue;
            }
            try {
                scratch.run(source(plan, entry), Files::newInputStream);
                run.report().rehearsed(new RestoreReport.Check(what, HealthCheck.OK,
                        entry.files() + " files unpacked and compared"));
            } catch (ProblemException e) {
                run.report().rehearsed(new RestoreReport.Check(what, HealthCheck.FAILED, e.problem().fact()));
                run.unfitToo(e.problems());
            }
        }
    }

    /** Empty when something speaks against it, which is told already. */
    private Optional<RestorePlan> plan() {
        try {
            return Optional.of(new Folders(run).plan());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static FolderSource source(RestorePlan plan, FolderEntry entry) {
        return plan.targets().stream().flatMap(target -> target.sources().stream())
                .filter(source -> source.path().equals(entry.path()) && source.kind().equals(entry.kind())).findFirst()
                .orElseThrow();
    }
}
