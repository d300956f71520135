package dev.domibusbackup.job.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.restore.FilesPreflight;
import dev.domibusbackup.files.restore.FolderDifference;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.files.restore.UnpackingRehearsal;
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
        withScratch("difference", (plan, scratch) -> run.targets().folders().forEach(entry -> {
            run.checkStop();
            FolderDifference difference = FolderDifference.of(source(plan, entry), plan, scratch, NAMES);
            Map<String, List<String>> names = new LinkedHashMap<>();
            names.put("add", difference.added().first());
            names.put("change", difference.changed().first());
            names.put("remove", difference.removed().first());
            run.report().put(new RestoreReport.Folder(entry.path(), entry.kind(), entry.files(), entry.bytes(),
                    difference.added().files(), difference.changed().files(), difference.removed().files(), names,
                    false));
        }));
    }

    /** Unpacks every archive beside everything, holds it against the set, and removes it. */
    void unpack() {
        withScratch("unpacked", (plan, scratch) -> run.targets().folders().forEach(entry -> {
            run.checkStop();
            String what = entry.kind() + " " + entry.path();
            Path tree = scratch.resolve("tree");
            try {
                UnpackingRehearsal.run(source(plan, entry), tree, Files::newInputStream);
                run.report().rehearsed(new RestoreReport.Check(what, HealthCheck.OK,
                        entry.files() + " files unpacked and compared"));
            } catch (ProblemException e) {
                run.report().rehearsed(new RestoreReport.Check(what, HealthCheck.FAILED, e.problem().fact()));
                run.unfitToo(e.problems());
            } finally {
                DurableFiles.deleteTree(tree);
            }
        }));
    }

    @FunctionalInterface
    private interface Work {
        void with(RestorePlan plan, Path scratch);
    }

    /** In our own folder of the server's data; removed however it ends. What speaks against the plan is told already. */
    private void withScratch(String name, Work work) {
        if (run.targets().folders().isEmpty()) {
            return;
        }
        RestorePlan plan;
        try {
            plan = new Folders(run).plan();
        } catch (ProblemException e) {
            return;
        }
        Path scratch = run.server().paths().ownData().resolve("rehearsal-" + name);
        try {
            DurableFiles.deleteTree(scratch);
            DurableFiles.createPrivateFolder(scratch);
            work.with(plan, scratch);
        } finally {
            DurableFiles.deleteTree(scratch);
        }
    }

    private static FolderSource source(RestorePlan plan, FolderEntry entry) {
        return plan.targets().stream().flatMap(target -> target.sources().stream())
                .filter(source -> source.path().equals(entry.path()) && source.kind().equals(entry.kind())).findFirst()
                .orElseThrow();
    }
}
