package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.message.MessageFileCheck;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.SetProblem;

/** {@code messages check}. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = {"Reads message files with all their body files, and says all that is wrong with them: every "
                + "line, every size and hash, the count.",
            "A set has more than messages: \"sets verify\" reads all of it."})
final class CheckMessagesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenMessages chosen;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        long messages = 0;
        int bad = 0;
        List<MessageFile> files = chosen.files();
        for (MessageFile file : files) {
            MessageFileCheck check = MessageFileCheck.of(file.path());
            messages += check.messages();
            List<Problem> problems = new ArrayList<>(check.problems());
            if (check.isGood() && file.queue() != null) {
                against(file, check, problems);
            }
            bad += problems.isEmpty() ? 0 : 1;
            Problems.print(err, problems);
            if (check.moreProblems() > 0) {
                err.printf("… and %d problems more.%n", check.moreProblems());
            }
            err.flush();
        }
        if (bad == 0) {
            out.printf("%s good: %d messages in %d files.%n", files.size() == 1 ? "It is" : "All are", messages,
                    files.size());
        } else {
            out.printf("NOT good: %d of %d files.%n", bad, files.size());
        }
        out.flush();
        return bad == 0 ? 0 : OfflineTool.PROBLEM;
    }

    private static void against(MessageFile file, MessageFileCheck check, List<Problem> problems) {
        if (file.expected() != check.messages()) {
            problems.add(SetProblem.COUNT_DIFFERS.with("artifact", file.path().getFileName(), "id", "the set",
                    "actual", check.messages(), "what", "messages", "expected", file.expected()));
        }
        if (!file.queue().equals(check.queue())) {
            problems.add(SetProblem.CONTENT_DIFFERS.with("artifact", file.path().getFileName(), "id", "the set",
                    "difference", "it holds the queue " + check.queue() + " instead of " + file.queue()));
        }
    }
}
