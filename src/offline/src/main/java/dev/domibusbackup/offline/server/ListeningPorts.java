package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The TCP ports on which something listens on this host, on whatever address, as {@code /proc/net} says. */
final class ListeningPorts {

    private static final String LISTEN = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final Path proc;
    private final Map<Integer, String> inodes = new HashMap<>();

    private ListeningPorts(Path proc) {
        this.proc = proc;
    }

    /** Reads them. @throws IOException when the kernel does not show them */
    static ListeningPorts read(Path proc) throws IOException {
        ListeningPorts ports = new ListeningPorts(proc);
        ports.read(Files.readAllLines(proc.resolve("net/tcp")));
        Path six = proc.resolve("net/tcp6");
        if (Files.exists(six)) {
            ports.read(Files.readAllLines(six));
        }
        return ports;
    }

    private void read(List<String> table) {
        for (String line : table.subList(Math.min(1, table.size()), table.size())) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > INODE && fields[STATE].equals(LISTEN)) {
                String local = fields[LOCAL];
                inodes.put(Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16), fields[INODE]);
            }
        }
    }

    boolean listens(int port) {
        return inodes.containsKey(port);
    }

    /** The process that listens there, if this user may see it. */
    Optional<ServerProcess> owner(int port) {
        String socket = "socket:[" + inodes.get(port) + "]";
        return ServerProcess.all(proc).stream().filter(process -> has(process, socket)).findFirst();
    }

    private boolean has(ServerProcess process, String socket) {
        Path open = proc.resolve(Long.toString(process.pid())).resolve("fd");
        if (!Files.isReadable(open)) {
            return false;
        }
        try (Stream<Path> links = Files.list(open)) {
            return links.anyMatch(link -> leadsTo(link, socket));
        } catch (IOException | UncheckedIOException endedOrHidden) {
            return false;
        }
    }

    private static boolean leadsTo(Path link, String socket) {
        try {
            return Files.readSymbolicLink(link).toString().equals(socket);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
