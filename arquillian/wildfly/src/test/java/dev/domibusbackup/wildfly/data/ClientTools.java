package dev.domibusbackup.wildfly.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.site.Site;

/** A folder of the client programs that belongs to one site alone, so that its processes are known by their names. */
record ClientTools(Site site) {

    private static final Duration BOUND = Duration.ofMinutes(1);

    /** Makes the folder and lets the product use it; before the site is started. */
    static ClientTools of(Site site) {
        ClientTools tools = new ClientTools(site);
        try {
            Files.createDirectory(tools.folder());
            for (String program : List.of("mariadb", "mariadb-dump")) {
                tools.bringBack(program);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        site.with("domibus.backup.database.tools", tools.folder().toString());
        return tools;
    }

    private Path folder() {
        return site.folder().resolve("tools");
    }

    void takeAway(String program) throws IOException {
        Files.delete(folder().resolve(program));
    }

    void bringBack(String program) throws IOException {
        Files.createSymbolicLink(folder().resolve(program), site.database().toolsFolder().resolve(program));
    }

    /** The one running process of a program of this folder. */
    ProcessHandle awaitRunning(String program) {
        String path = folder().resolve(program).toString();
        return Await.value("a running " + path, BOUND, () -> ProcessHandle.of(site.server().pid()).orElseThrow()
                .descendants().filter(process -> firstArgument(process).equals(path)).findFirst());
    }

    private static String firstArgument(ProcessHandle process) {
        return new String(read(process, "cmdline")).split("\0", 2)[0];
    }

    /** A file of {@code /proc} about a process; empty when it has ended. */
    static byte[] read(ProcessHandle process, String file) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException ended) {
            return new byte[0];
        }
    }
}
