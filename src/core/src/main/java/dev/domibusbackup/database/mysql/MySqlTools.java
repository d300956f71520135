package dev.domibusbackup.database.mysql;

import dev.domibusbackup.files.Programs;
import dev.domibusbackup.problem.DatabaseProblem;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The programs of the database that this host has.
 *
 * @param dump   makes dumps
 * @param client answers queries
 */
public record MySqlTools(ClientProgram dump, ClientProgram client) {

    private static final int VERSION_SECONDS = 20;

    public MySqlTools {
        Objects.requireNonNull(dump, "dump");
        Objects.requireNonNull(client, "client");
    }

    /**
     * Looks for the programs. Those of the server's own vendor are preferred; a program is what its {@code --version}
     * says, for {@code mysqldump} is often a link to MariaDB's.
     *
     * @param folder     the configured folder; when absent, the folders of {@code PATH}
     * @param forMariaDb whether the server is MariaDB
     * @throws dev.domibusbackup.problem.ProblemException when a program is missing or does not run
     */
    public static MySqlTools locate(Optional<Path> folder, boolean forMariaDb) {
        List<Path> folders = folder.map(List::of).orElseGet(MySqlTools::pathFolders);
        return new MySqlTools(find(folders, forMariaDb, "mariadb-dump", "mysqldump"),
                find(folders, forMariaDb, "mariadb", "mysql"));
    }

    private static ClientProgram find(List<Path> folders, boolean forMariaDb, String mariaDbName, String mySqlName) {
        List<String> names = forMariaDb ? List.of(mariaDbName, mySqlName) : List.of(mySqlName, mariaDbName);
        ClientProgram fallback = null;
        for (String name : names) {
            for (Path folder : folders) {
                Path path = folder.resolve(name);
                if (Files.isExecutable(path) && !Files.isDirectory(path)) {
                    ClientProgram found = new ClientProgram(name, path.toAbsolutePath(), version(path));
                    if (found.version().mariaDb() == forMariaDb) {
                        return found;
                    }
                    fallback = fallback == null ? found : fallback;
                }
            }
        }
        if (fallback == null) {
            throw DatabaseProblem.TOOL_MISSING.exception("program", names.get(0) + " or " + names.get(1), "places",
                    String.join(File.pathSeparator, folders.stream().map(Path::toString).toList()));
        }
        return fallback;
    }

    private static ServerVersion version(Path program) {
        try {
            // not a pipe: at the end of a process Java empties it, at the very moment when who waited begins to read
            Path answer = Files.createTempFile("version", ".txt");
            try {
                return version(program, answer);
            } finally {
                Files.delete(answer);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw notUsable(program, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notUsable(program, "interrupted", e);
        }
    }

    private static ServerVersion version(Path program, Path answer) throws IOException, InterruptedException {
        Process process = Programs.start(new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true).redirectOutput(answer.toFile()));
        process.getOutputStream().close();
        if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw notUsable(program, "no answer to --version within " + VERSION_SECONDS + " s", null);
        }
        String text = new String(Files.readAllBytes(answer), StandardCharsets.UTF_8).strip();
        if (process.exitValue() != 0) {
            throw notUsable(program, "--version ended with exit code " + process.exitValue() + ", " + text, null);
        }
        return ServerVersion.parse(text);
    }

    private static RuntimeException notUsable(Path program, String reason, Exception cause) {
        return DatabaseProblem.TOOL_NOT_USABLE.caused(cause, "program", program, "reason", reason);
    }

    private static List<Path> pathFolders() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return List.of(path.split(File.pathSeparator)).stream().filter(part -> !part.isBlank()).map(Path::of).toList();
    }
}
