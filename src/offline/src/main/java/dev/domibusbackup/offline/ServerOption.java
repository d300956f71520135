package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.domibusbackup.offline.server.ServerDown;
import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.problem.ProblemException;

/** The options that name the server which must be down. */
final class ServerOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--server", required = true, paramLabel = "HOME",
            description = "Folder that WildFly was unpacked into, such as /opt/wildfly.")
    private Path home;

    @Option(names = "--base", paramLabel = "BASE",
            description = "Folder with configuration and data of this instance; HOME/standalone if not given.")
    private Path base;

    @Option(names = "--port-offset", paramLabel = "N",
            description = "What the server adds to its ports, if it is started with an offset that neither its "
                    + "settings nor the set know.")
    private Integer offset;

    ServerFolders folders() {
        return ServerFolders.of(home, base);
    }

    /** Throws what speaks against it that the server is down. */
    void requireDown(Map<String, String> properties, boolean wholeHome) {
        ServerDown.of(folders(), properties, offset, wholeHome).require();
    }

    /**
     * Makes sure that the server is down and nobody else is at work, until the lock is closed. A rehearsal only says
     * what speaks against it, and needs no lock.
     */
    ServerLock down(Map<String, String> properties, boolean wholeHome, boolean rehearsal) {
        if (!rehearsal) {
            requireDown(properties, wholeHome);
            return ServerLock.take(folders());
        }
        try {
            requireDown(properties, wholeHome);
        } catch (ProblemException running) {
            PrintWriter err = command.commandLine().getErr();
            err.printf("For the restore itself the server must be down. Now it is not:%n");
            Problems.print(err, running.problems());
            err.flush();
        }
        return null;
    }
}
