package dev.domibusbackup.job.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.ServerPaths;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetNotes;

/**
 * Says what of the server's own part differs from the set: settings, modules, start scripts, deployments other than
 * Domibus and us, and how the server was started. None of it can be replaced under a running server, which reads it at
 * its start and writes parts of it at any time; one command of the offline tool ends the restore when the server is
 * down. The set itself is where that command finds everything, so it is pinned, and nothing is copied.
 *
 * <p>Logs are not compared: the server goes on writing them. Those of the set stay in it for the same command.
 */
public final class StageServer implements RestoreStep {

    private static final int SHOWN = 3;

    @Override
    public void run(RestoreRun run) {
        if (!run.takes(Component.SERVER)) {
            return;
        }
        List<String> files = new ServerDifferences(run).files();
        String command = command(run);
        // an earlier execution has said and done it, and the operator may have unpinned the set since
        if (!files.isEmpty() && !run.state().counted()) {
            pin(run);
            run.remember(run.state().stagedIn(run.set().folder().toString()));
            run.warn(RestoreServerProblem.ONE_STEP_LEFT.with("count", files.size(), "set", run.set().id(),
                    "first", String.join(", ", files.subList(0, Math.min(SHOWN, files.size()))), "command", command));
        }
        report(run, files, command);
    }

    /** What a rehearsal says of it. */
    static void rehearse(RestoreRun run) {
        report(run, new ServerDifferences(run).files(), command(run));
    }

    private static void report(RestoreRun run, List<String> files, String command) {
        List<String> arguments = ArgumentDifferences.of(run);
        if (!arguments.isEmpty()) {
            run.warn(RestoreServerProblem.ARGUMENTS_DIFFER.with("set", run.set().id(),
                    "differences", String.join(", ", arguments)));
        }
        List<String> all = new ArrayList<>(files);
        arguments.forEach(argument -> all.add("startup argument " + argument));
        run.report().put(new RestoreReport.Server(List.copyOf(all), files.isEmpty() ? null : command));
        run.publish();
    }

    /** The operator must not lose the set to a prune before the last step is done. */
    private static void pin(RestoreRun run) {
        Repository repository = run.repository();
        repository.changeNotes(run.set().id(), (SetNotes notes) -> notes.withPinned(true));
    }

    /** As the offline tool takes it; base only where it is not the usual one. */
    static String command(RestoreRun run) {
        ServerPaths paths = run.server().paths();
        StringBuilder command = new StringBuilder("java -jar domibus-backup-offline.jar restore server --repository ")
                .append(quoted(run.set().folder().getParent())).append(" --set ").append(run.set().id())
                .append(" --server ").append(quoted(paths.home()));
        if (!paths.base().equals(paths.home().resolve("standalone"))) {
            command.append(" --base ").append(quoted(paths.base()));
        }
        return command.toString();
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./:@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
