package dev.domibusbackup.offline;

import picocli.CommandLine.Command;

/** {@code messages}. */
@Command(name = "messages", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListMessagesCommand.class, ShowMessageCommand.class, CountMessagesCommand.class,
            CheckMessagesCommand.class, ConvertMessagesCommand.class},
        description = {"Looks into the messages of a set or of a single message file, checks them, and converts "
                + "between them and the files of the Artemis command line."},
        footerHeading = "%nFor example:%n",
        footer = {
            "  Which queues are in it?      messages list /srv/backups SET",
            "  Which messages?              messages list /srv/backups SET --queue jms.queue.x",
            "  What is in one of them?      messages show /srv/backups SET --queue jms.queue.x --message 17",
            "  Is this file good?           messages check x.jsonl.gz",
            "  For \"artemis data imp\":      messages convert --to-artemis SET --out messages.xml",
            "  From \"artemis data exp\":     messages convert --from-artemis exp.xml --out /srv/backups"})
final class MessagesCommand {
}
