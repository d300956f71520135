package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.offline.server.ServerRestore;
import dev.domibusbackup.offline.server.WindowClosing;
import dev.domibusbackup.offline.server.WindowRecord;
import dev.domibusbackup.set.BackupSet;

/** {@code restore server}. */
@Command(name = "server", mixinStandardHelpOptions = true,
        description = {"Brings back what a set holds of WildFly: its settings with Domibus enabled, added modules, "
                + "start scripts, deployments, startup arguments, logs.",
            "What is there now is kept beside, in folders whose names end in .old-TIME; nothing is deleted. The "
                + "broker's data and with it the messages stay as they are."},
        footerHeading = "%nFor example:%n",
        footer = {
            "  What would change?   restore server --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                         --rehearsal",
            "  Do it:               restore server --repository /srv/backups --set SET --server /opt/wildfly"})
final class RestoreServerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private SetOption chosen;

    @Mixin
    private ServerOption server;

    @Option(names = "--without-logs", description = "Leaves the logs as they are.")
    private boolean withoutLogs;

    @Option(names = "--rehearsal", description = "Shows what would be done, and changes nothing. The server may run.")
    private boolean rehearsal;

    @Override
    public Integer call() throws InterruptedException {
        BackupSet set = chosen.set();
        ServerFolders folders = server.folders();
        WindowRecord.of(folders).ifPresent(WindowClosing::refuseIfChanged);
        ServerRestore restore = new ServerRestore(folders, set);
        ProgressLine progress = new ProgressLine(command.commandLine().getErr(), Ansi.AUTO.enabled());
        try (ServerLock lock = server.down(ServerRestore.startupProperties(set), true, rehearsal)) {
            progress.expect(restore.bytes());
            ServerRestore.Result result = BegunException.watch(begun ->
                    restore.run(rehearsal, !withoutLogs, progress::read, begun));
            progress.end();
            print(command.commandLine().getOut(), folders, result);
        }
        return 0;
    }

    private void print(PrintWriter out, ServerFolders folders, ServerRestore.Result result) {
        out.printf(rehearsal ? "Nothing was changed. It would be:%n" : "The server in %s is restored.%n",
                folders.home());
        out.printf("  %6d files added%n  %6d files replaced%n  %6d files that were as in the set%n", result.added(),
                result.replaced(), result.same());
        out.printf("  %6d files and folders moved away that the set does not have%n", result.movedAway());
        if (!result.kept().isEmpty()) {
            out.printf(rehearsal ? "What is there would be kept in:%n" : "What was there is kept in:%n");
            result.kept().forEach(folder -> out.printf("  %s%n", folder));
        }
        result.elsewhere().forEach(file -> out.printf("%s had been deployed from a place outside the server: put it "
                + "there.%n", file));
        if (result.arguments() != null) {
            out.printf("The arguments that the server was started with are %s in%n  %s%n"
                            + "See that the start script gives them (standalone.conf or the service).%n",
                    rehearsal ? "put" : "now", result.arguments());
        }
        WindowRecord.of(folders).ifPresent(window -> out.printf("A quiet window is open since %s: look at it with "
                + "\"window show\", and close it.%n", Printable.line(window.openedAt())));
        if (!rehearsal) {
            out.printf("Start the server now%s, and see that Domibus answers.%n", result.settings()
                    .map(name -> " with -c " + name).orElse(" with the configuration file that it had"));
        }
        out.flush();
    }
}
