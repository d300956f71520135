package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;

/** {@code messages count}. */
@Command(name = "count", mixinStandardHelpOptions = true,
        description = {"Counts the messages of each queue by reading them, and holds the number against the last line "
                + "of the file and, for a set, against its manifest."})
final class CountMessagesCommand implements Callable<Integer> {

    private static final String ROW = "%9s  %9s  %-8s  %s%n";

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenMessages chosen;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        long total = 0;
        boolean good = true;
        List<MessageFile> files = chosen.files();
        out.printf(ROW, "COUNTED", "MANIFEST", "RESULT", "QUEUE");
        for (MessageFile file : files) {
            String expected = file.expected() == null ? "-" : file.expected().toString();
            try {
                long counted = MessageFileReader.check(file.path());
                total += counted;
                boolean agree = file.expected() == null || file.expected() == counted;
                good &= agree;
                out.printf(ROW, counted, expected, agree ? "agree" : "DIFFER", Printable.line(file.title()));
                if (!agree) {
                    Problems.print(err, List.of(SetProblem.COUNT_DIFFERS.with("artifact",
                            file.path().getFileName(), "id", "the set", "actual", counted, "what", "messages",
                            "expected", file.expected())));
                }
            } catch (ProblemException e) {
                good = false;
                out.printf(ROW, "?", expected, "NOT GOOD", Printable.line(file.title()));
                Problems.print(err, e.problems());
            }
            out.flush();
            err.flush();
        }
        out.printf("%9d  in all%n", total);
        out.flush();
        return good ? 0 : OfflineTool.PROBLEM;
    }
}
