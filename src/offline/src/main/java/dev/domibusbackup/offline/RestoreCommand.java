package dev.domibusbackup.offline;

import picocli.CommandLine.Command;

/** {@code restore}. */
@Command(name = "restore", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        subcommands = {RestoreDatabasesCommand.class, RestoreFilesCommand.class, RestoreServerCommand.class},
        description = {"Brings a part of a set back while the application server is down.",
            "Stop the server first; each command makes sure that it is down, and changes nothing if it is not. "
                + "--rehearsal shows what a command would do, and changes nothing.",
            "Ended in the middle? Type the same command again: it goes on."},
        footerHeading = "%nAll of it, in this order:%n",
        footer = {
            "  1  restore databases --repository /srv/backups --set SET --server /opt/wildfly",
            "  2  restore files     --repository /srv/backups --set SET --server /opt/wildfly",
            "  3  restore server    --repository /srv/backups --set SET --server /opt/wildfly",
            "  4  start the server",
            "Messages come back by the running server alone: POST /backups/SET/restores with components messages. "
                + "The queues of the server are as they were when it stopped."})
final class RestoreCommand {
}
