package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.SetVerification;
import dev.domibusbackup.set.SetVerifier;

/** {@code sets verify}. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = {"Reads everything of a set and says all that is wrong with it: every hash, every message, "
                + "every archive to its end, every database dump to its last line.",
            "It changes nothing, and can be ended at any time with Ctrl-C."})
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenSet chosen;

    @Override
    public Integer call() {
        BackupSet set = chosen.set();
        Optional<String> sealedHash = chosen.sealedHash();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ProgressLine progress = new ProgressLine(err, Ansi.AUTO.enabled());
        SetVerification result = SetVerifier.verify(set, sealedHash, progress);
        progress.end();
        Problems.print(err, result.problems());
        if (result.moreProblems() > 0) {
            err.printf("… and %d problems more.%n", result.moreProblems());
        }
        err.flush();
        out.printf(result.isGood() ? "The set %s is good.%n" : "The set %s is NOT good.%n", set.id());
        out.printf("Read: %d artifacts (%s), %d messages, %d rows, %d files in archives.%n", result.artifacts(),
                Bytes.text(result.bytes()), result.messages(), result.rows(), result.files());
        if (sealedHash.isEmpty()) {
            out.printf("The manifest's hash from the seal is not known here. Compare it with the audit or the log: "
                    + "an edited manifest whose SHA256SUMS was corrected too cannot be told otherwise.%n");
        }
        out.flush();
        return result.isGood() ? 0 : OfflineTool.PROBLEM;
    }
}
