package dev.domibusbackup.database.mysql;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.FileProblem;

/**
 * Files with credentials that a killed process could not delete. Their folders carry the process's id and its start:
 * in a container the next process often has the same id.
 */
public final class LeftCredentials {

    private static final String PREFIX = "domibus-backup-credentials-";
    private static final Pattern FOLDER = Pattern.compile(PREFIX + "(\\d+)-(\\d+)-.*");

    private LeftCredentials() {
    }

    /** How the name of a folder with credentials of a process begins. */
    static String prefix(ProcessHandle process) {
        return PREFIX + process.pid() + "-" + start(process) + "-";
    }

    /**
     * Deletes those of processes that are gone, in the temporary folder of this JVM. Folders of other users are left
     * alone, and not counted.
     *
     * @return how many there were
     * @throws dev.domibusbackup.problem.ProblemException when one cannot be deleted
     */
    public static int sweep() {
        return sweep(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static int sweep(Path temporary) {
        int swept = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                Matcher name = FOLDER.matcher(folder.getFileName().toString());
                if (name.matches() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isOurs(folder)
                        && !lives(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
                    DurableFiles.deleteTree(folder);
                    swept++;
                }
            }
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", temporary, "reason", e.getMessage());
        }
        return swept;
    }

    private static boolean isOurs(Path folder) throws IOException {
        return Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")));
    }

    private static boolean lives(long pid, long start) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> start(process) == start)
                .isPresent();
    }

    /** Milliseconds since 1970; 0 where the system does not tell. */
    private static long start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }
}
