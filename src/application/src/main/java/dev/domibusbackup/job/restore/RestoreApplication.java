package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.set.Component;

/**
 * Puts the WAR of the set in the place of the deployed one, if it is another, while Domibus is stopped. The deployment
 * keeps its names and stays stopped; the end of the quiet window starts it.
 */
public final class RestoreApplication implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        // a folder is put there once more by every execution; by then Domibus may run
        if (!run.takes(Component.APPLICATION) || run.state().counted()) {
            return;
        }
        SavedWar war = SavedWar.of(run);
        DomibusDeployment here = run.found().domibus();
        boolean replaces = !war.isContentOf(here);
        if (replaces) {
            checkStopped(run, here);
            DomibusDeployment now = war.exploded() ? exploded(run, war, here)
                    : run.server().replaceContent(here, war.file(run));
            checkReads(war, now);
            run.found(new Discovery.Found(now, run.found().installation()));
        }
        report(run, replaces);
    }

    /** What the preflight must find before anything is changed; reports what would be done. */
    static void check(RestoreRun run) {
        SavedWar war = SavedWar.of(run);
        DomibusDeployment here = run.found().domibus();
        if (war.exploded() != Files.isDirectory(Path.of(here.archive()))) {
            throw RestoreServerProblem.WAR_FORM_DIFFERS.exception("deployment", here.name(),
                    "set", form(war.exploded()), "here", form(!war.exploded()));
        }
        if (!war.name().equals(here.runtimeName())) {
            run.warn(RestoreServerProblem.NAME_DIFFERS.with("set", war.name(), "deployment", here.name(),
                    "here", here.runtimeName()));
        }
        report(run, !war.isContentOf(here));
    }

    private static String form(boolean exploded) {
        return exploded ? "a folder" : "a file";
    }

    private static void report(RestoreRun run, boolean replaces) {
        run.report().put(new RestoreReport.Application(run.found().domibus().name(),
                SavedWar.version(run).orElse(null),
                run.found().installation().version().map(DomibusVersion::version).orElse(null), replaces));
        run.publish();
    }

    private static void checkStopped(RestoreRun run, DomibusDeployment here) {
        DeploymentState state = run.server().state(here.name());
        if (state == DeploymentState.RUNNING) {
            throw RestoreServerProblem.NOT_STOPPED.exception("deployment", here.name(),
                    "state", state.name().toLowerCase(Locale.ROOT));
        }
    }

    private static DomibusDeployment exploded(RestoreRun run, SavedWar war, DomibusDeployment here) {
        Path folder = run.server().paths().ownData().resolve("restore-application");
        try {
            DurableFiles.deleteTree(folder);
            // refuses an archive that leads out of its folder, before anything is written
            ArchiveCheck.read(war.file(run));
            new SavedArchive(war.file(run)).unpack(folder);
            DomibusDeployment now = run.server().replaceContent(here, folder);
            DurableFiles.deleteTree(folder);
            return now;
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", folder, "reason", e);
        }
    }

    private static void checkReads(SavedWar war, DomibusDeployment now) {
        Path content = Path.of(now.archive());
        if (!war.exploded() && !war.isContentOf(now)) {
            throw RestoreServerProblem.WAR_READS_OTHERWISE.exception("deployment", now.name(),
                    "found", Files.isRegularFile(content) ? SavedWar.hash(content) : "no file",
                    "expected", war.artifact().sha256());
        }
    }
}
