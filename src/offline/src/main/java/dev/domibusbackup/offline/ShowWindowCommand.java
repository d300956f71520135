package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.offline.server.WindowRecord;

/** {@code window show}. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = {"Shows the quiet window of a server, if one is open: what is stopped, and why.",
            "It changes nothing, and the server may run."})
final class ShowWindowCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Mixin
    private ServerOption server;

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        Optional<WindowRecord> window = WindowRecord.of(server.folders());
        if (window.isEmpty()) {
            out.printf("No quiet window is open.%n");
        } else {
            print(out, window.get());
        }
        out.flush();
    }

    private static void print(PrintWriter out, WindowRecord window) {
        out.printf("Window      %s%n", Printable.line(window.id()));
        out.printf("Purpose     %s, job %s%n", Printable.line(window.purpose()), Printable.line(window.job()));
        out.printf("Open since  %s%n", Printable.line(window.openedAt()));
        out.printf("State       %s%s%n", Printable.line(window.state()),
                window.hold() ? "; Domibus stays stopped until somebody closes the window" : "");
        out.printf("Domibus     %s, %s%n", Printable.line(window.deployment()), window.wasRunning()
                ? "ran before the window" : "had been stopped before the window and stays so");
        out.printf("Queues      %d paused for the window%n", window.pausedQueues().size());
        window.changed().ifPresent(changed -> out.printf("CHANGED     %s: the restore has begun to change this "
                + "installation. Domibus must not start.%nSafety set  %s%n", Printable.line(changed),
                window.safetySet().map(Printable::line).orElse("none")));
    }
}
