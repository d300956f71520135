package dev.domibusbackup.offline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code instructions}. */
@Command(name = "instructions", mixinStandardHelpOptions = true,
        description = {"Prints how to bring each part of a set back by hand, with standard tools.",
            "It was written for this very set, with its real names, when the set was made."})
final class InstructionsCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenSet chosen;

    @Override
    public void run() {
        command.commandLine().getOut().print(chosen.set().instructions());
        command.commandLine().getOut().flush();
    }
}
