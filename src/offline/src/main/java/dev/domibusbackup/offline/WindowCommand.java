package dev.domibusbackup.offline;

import picocli.CommandLine.Command;

/** {@code window}. */
@Command(name = "window", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        subcommands = {ShowWindowCommand.class, CloseWindowCommand.class},
        description = {"The quiet window: the time in which Domibus is stopped for a backup or a restore.",
            "Domibus does not come back after a crash? Look here whether a window is open, and close it."})
final class WindowCommand {
}
