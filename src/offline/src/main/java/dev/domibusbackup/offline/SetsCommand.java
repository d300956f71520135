package dev.domibusbackup.offline;

import picocli.CommandLine.Command;

/** {@code sets}. */
@Command(name = "sets", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class, VerifyCommand.class},
        description = "Lists, shows and verifies backup sets.")
final class SetsCommand {
}
