package dev.domibusbackup.offline;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import dev.domibusbackup.offline.server.ServerDown;
import dev.domibusbackup.problem.ProblemException;

/** The command line itself. */
@Command(name = "domibus-backup-offline", mixinStandardHelpOptions = true,
        versionProvider = OfflineTool.Version.class,
        subcommands = {SetsCommand.class, MessagesCommand.class, InstructionsCommand.class, RestoreCommand.class,
            WindowCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Looks at the backup sets of Domibus Backup, and restores from them, while the application "
            + "server is down.",
            "Only \"restore\" and \"window close\" change an installation: they refuse while the server runs. No "
                + "command changes a set."},
        commandListHeading = "%nWhat it can do:%n",
        footerHeading = "%nFor example, in the middle of the night:%n",
        footer = {
            "  Which sets are there?  sets list /srv/backups",
            "  Is this one good?      sets verify /srv/backups SET",
            "  What is in a queue?    messages list /srv/backups SET --queue QUEUE",
            "  How do I restore it?   restore --help; by hand: instructions /srv/backups SET",
            "  Domibus stays stopped? window show --server /opt/wildfly",
            "SET is an id as \"sets list\" prints it. Add --help to any command to read more about it."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well",
            "1:there is a problem; it was printed, with a HINT what to do. Nothing was restored or closed",
            "2:the command was not understood",
            "3:the server runs, or another restore does; nothing was changed",
            "4:a restore or the closing of a window failed after its first change: repeat the command"})
public final class OfflineTool {

    static final int PROBLEM = 1;
    static final int SERVER_RUNS = 3;
    static final int BEGUN = 4;

    /** Version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OfflineTool.class.getPackage().getImplementationVersion();
            return new String[] {"domibus-backup-offline " + (version == null ? "(unknown version)" : version)};
        }
    }

    private OfflineTool() {
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new OfflineTool());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            boolean begun = e instanceof BegunException;
            Throwable failure = begun ? e.getCause() : e;
            if (failure instanceof ProblemException problems) {
                Problems.print(command.getErr(), problems.problems());
            } else {
                // not foreseen: whoever reports it needs all of it
                failure.printStackTrace(command.getErr());
            }
            if (begun) {
                command.getErr().printf("This was after the first change. When the cause is gone, type the same "
                        + "command again: it goes on. Do not start the server before it has ended well.%n");
            }
            command.getErr().flush();
            return begun ? BEGUN : exitCode(failure);
        });
        return line;
    }

    private static int exitCode(Throwable failure) {
        return failure instanceof ProblemException problems
                && problems.problems().stream().anyMatch(ServerDown::isRunning) ? SERVER_RUNS : PROBLEM;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
