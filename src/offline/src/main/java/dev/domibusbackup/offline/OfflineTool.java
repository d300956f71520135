package dev.domibusbackup.offline;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import dev.domibusbackup.problem.ProblemException;

/** The command line itself. */
@Command(name = "domibus-backup-offline", mixinStandardHelpOptions = true,
        versionProvider = OfflineTool.Version.class,
        subcommands = {SetsCommand.class, MessagesCommand.class, InstructionsCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Looks at the backup sets of Domibus Backup while the application server is down.",
            "Nothing you type here can damage a set or an installation: it only reads, and what it writes is new."},
        commandListHeading = "%nWhat it can do:%n",
        footerHeading = "%nFor example, in the middle of the night:%n",
        footer = {
            "  Which sets are there?  sets list /srv/backups",
            "  Is this one good?      sets verify /srv/backups SET",
            "  What is in a queue?    messages list /srv/backups SET --queue QUEUE",
            "  How do I restore it?   instructions /srv/backups SET",
            "SET is an id as \"sets list\" prints it. Add --help to any command to read more about it."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:there is a problem; it was printed, with a HINT what to do",
            "2:the command was not understood"})
public final class OfflineTool {

    static final int PROBLEM = 1;

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
            if (e instanceof ProblemException problems) {
                Problems.print(command.getErr(), problems.problems());
            } else {
                // not foreseen: whoever reports it needs all of it
                e.printStackTrace(command.getErr());
            }
            command.getErr().flush();
            return PROBLEM;
        });
        return line;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
