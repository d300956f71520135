package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A process, by its arguments in {@code /proc}.
 *
 * @param pid       its number
 * @param arguments its program and arguments; empty for a thread of the kernel, or when they cannot be read
 */
record ServerProcess(long pid, List<String> arguments) {

    private static final String HOME = "-Djboss.home.dir=";
    private static final String BASE = "-Djboss.server.base.dir=";

    /** All that can be seen. */
    static List<ServerProcess> all(Path proc) {
        return FolderContent.of(proc).stream().filter(entry -> entry.getFileName().toString().matches("\\d+"))
                .map(ServerProcess::read).toList();
    }

    static ServerProcess of(Path proc, long pid) {
        return read(proc.resolve(Long.toString(pid)));
    }

    private static ServerProcess read(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return new ServerProcess(pid, line.isEmpty() ? List.of() : Arrays.asList(line.split("\0")));
        } catch (IOException endedOrHidden) {
            return new ServerProcess(pid, List.of());
        }
    }

    /** Whether it is the server of that base folder, or any server of that home where the base does not matter. */
    boolean isServer(Path proc, ServerFolders folders, boolean anyBase) {
        Optional<Path> home = argument(HOME);
        Optional<Path> base = argument(BASE).or(() -> home.map(folder -> folder.resolve("standalone")));
        return base.filter(folder -> same(proc, folder, folders.base())).isPresent()
                || anyBase && home.filter(folder -> same(proc, folder, folders.home())).isPresent();
    }

    private Optional<Path> argument(String prefix) {
        // the last one wins in a JVM
        return arguments.stream().filter(argument -> argument.startsWith(prefix))
                .map(argument -> latin1ToPath(argument.substring(prefix.length())))
                .reduce((first, second) -> second);
    }

    private static Path latin1ToPath(String text) {
        return Path.of(new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Seen from the process, which may have another root, as in a container; links and mounts are looked through. */
    private boolean same(Path proc, Path theirs, Path ours) {
        if (theirs.isAbsolute()) {
            Path seenByIt = Path.of(proc.resolve(Long.toString(pid)).resolve("root") + theirs.toString());
            if (isSame(seenByIt, ours)) {
                return true;
            }
        }
        return theirs.normalize().equals(ours) || isSame(theirs, ours);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException notVisible) {
            return false;
        }
    }

    /** Its number and program, for a problem; arguments may hold passwords. */
    String describe() {
        return "process " + pid + (arguments.isEmpty() ? "" : ", " + arguments.get(0));
    }
}
