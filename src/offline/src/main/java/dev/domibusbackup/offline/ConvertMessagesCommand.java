package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.domibusbackup.message.artemis.Difference;
import dev.domibusbackup.message.artemis.Differences;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.BackupSet;

/** {@code messages convert}. */
@Command(name = "convert", mixinStandardHelpOptions = true,
        description = {"Converts messages between Domibus Backup and the XML of the Artemis command line, and names "
                + "what is lost on the way.",
            "What \"artemis data exp\" wrote becomes a sealed set of the component messages; \"artemis data imp\" "
                + "takes what this writes."})
final class ConvertMessagesCommand implements Callable<Integer> {

    private static final String ROW = "%9s  %s%n";

    @Spec
    private CommandSpec command;

    @ArgGroup(multiplicity = "1")
    private Direction direction;

    /** One of the two. */
    static final class Direction {

        @Option(names = "--from-artemis", paramLabel = "XML",
                description = "A file that \"artemis data exp\" wrote, also with gzip; - for the standard input.")
        private Path from;

        @Option(names = "--to-artemis", paramLabel = "PLACE",
                description = "The folder of one set, or a message file.")
        private Path to;
    }

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "OUT",
            description = "--from-artemis: a repository, made if it is missing, in which the set is made. "
                    + "--to-artemis: the XML to write, with gzip if its name ends in .gz.")
    private Path out;

    @Option(names = {"-q", "--queue"}, paramLabel = "QUEUE",
            description = "Only this queue; may be given several times.")
    private List<String> queues = List.of();

    @Option(names = "--label", paramLabel = "LABEL", defaultValue = "from-artemis",
            description = "--from-artemis: end of the set's id; ${DEFAULT-VALUE} if not given.")
    private String label;

    @Option(names = "--domibus", paramLabel = "VERSION",
            description = "--from-artemis: the version of Domibus whose messages these are, such as 5.1.7. Porting "
                    + "chooses its rules by it.")
    private String domibus;

    @Option(names = "--strict", description = "Ends with 1 if anything was lost that the other format cannot hold.")
    private boolean strict;

    @Override
    public Integer call() {
        PrintWriter screen = command.commandLine().getOut();
        Differences differences;
        if (direction.from != null) {
            ArtemisImport made = new ArtemisImport(direction.from, queues);
            BackupSet set = made.into(out, label, domibus);
            screen.printf("Set %s holds %d messages of %d queues.%n", set.folder(), made.messages(), made.queues());
            screen.printf("No such export has non-persistent messages, counts of deliveries, and due times of "
                    + "redeliveries: they are not in this set either.%n");
            differences = made.differences();
        } else {
            ArtemisExport made = new ArtemisExport(ChosenMessages.files(direction.to, queues));
            made.into(out);
            screen.printf("%s holds %d messages of %d queues.%n", out, made.messages(), made.queues());
            differences = made.differences();
        }
        table(screen, differences);
        screen.flush();
        if (strict && differences.anyLoss()) {
            throw OfflineProblem.LOST.exception("messages", differences.messages().entrySet().stream()
                    .filter(difference -> difference.getKey().isLoss()).mapToLong(difference -> difference.getValue())
                    .max().orElse(0) + " or more");
        }
        return 0;
    }

    private static void table(PrintWriter screen, Differences differences) {
        if (differences.messages().isEmpty()) {
            screen.printf("Nothing was lost.%n");
            return;
        }
        screen.printf(ROW, "MESSAGES", "DIFFERENCE");
        for (Difference difference : Difference.values()) {
            Long messages = differences.messages().get(difference);
            if (messages != null) {
                screen.printf(ROW, messages, difference.text());
            }
        }
    }
}
