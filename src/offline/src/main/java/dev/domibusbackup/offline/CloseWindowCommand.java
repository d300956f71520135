package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.offline.server.WindowClosing;
import dev.domibusbackup.offline.server.WindowRecord;

/** {@code window close}. */
@Command(name = "close", mixinStandardHelpOptions = true,
        description = {"Lets Domibus come back at the server's next start, although a quiet window is open.",
            "It enables Domibus in the server's settings; Domibus Backup, when the server is up, resumes the queues. "
                + "A job that has not ended cannot go on with this window: it takes everything anew.",
            "Refused where a restore has begun to change the installation: Domibus must not start on half of it."},
        footerHeading = "%nFor example:%n",
        footer = {
            "  What is stopped, and why?   window show  --server /opt/wildfly",
            "  Let Domibus come back:      window close --server /opt/wildfly"})
final class CloseWindowCommand implements Callable<Integer> {

    private static final String QUEUE_PREFIX = "jms.queue.";

    @Spec
    private CommandSpec command;

    @Mixin
    private ServerOption server;

    @Mixin
    private WindowOption taken;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        ServerFolders folders = server.folders();
        Optional<WindowRecord> window = WindowRecord.of(folders);
        if (window.isEmpty()) {
            out.printf("No quiet window is open: there is nothing to close.%n");
            out.flush();
            return 0;
        }
        try (ServerLock lock = server.down(Map.of(), false, false)) {
            WindowClosing closing = new WindowClosing(folders, window.get(), taken.isMeant(window.get()));
            closing.check();
            WindowClosing.Result result = BegunException.watch(begun -> {
                begun.run();
                return closing.run();
            });
            print(out, window.get(), result);
        }
        return 0;
    }

    private static void print(PrintWriter out, WindowRecord window, WindowClosing.Result result) {
        if (!window.wasRunning()) {
            out.printf("Domibus had been stopped before the window, and stays so.%n");
        } else if (result.enabled().isEmpty()) {
            out.printf("Domibus is enabled already.%n");
        } else {
            result.enabled().forEach(file -> out.printf("Domibus is enabled again: %s%n", file));
        }
        result.kept().forEach(file -> out.printf("As it was before: %s%n", file));
        out.printf("Start the server now. %d queues are still paused: they are in the broker's journal, and Domibus "
                + "Backup resumes them as soon as the server is up.%n", window.pausedQueues().size());
        if (!window.pausedQueues().isEmpty()) {
            out.printf("Should Domibus Backup not be deployed any more, resume them in jboss-cli.sh:%n");
            window.pausedQueues().forEach(queue -> out.printf(
                    "  /subsystem=messaging-activemq/server=default/jms-queue=%s:resume%n", Printable.line(
                            queue.startsWith(QUEUE_PREFIX) ? queue.substring(QUEUE_PREFIX.length()) : queue)));
        }
        out.flush();
    }
}
