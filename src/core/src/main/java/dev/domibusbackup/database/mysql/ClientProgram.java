package dev.domibusbackup.database.mysql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.domibusbackup.files.Programs;

/**
 * A client program found on this host, as the manifest records it.
 *
 * @param name    {@code mariadb-dump}, {@code mysql}, …
 * @param path    where it is
 * @param version what it says it is
 */
public record ClientProgram(String name, Path path, ServerVersion version) {

    public ClientProgram {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(version, "version");
    }

    /**
     * Starts it with credentials. The host's own option files count (TLS settings belong there), but nothing of the
     * user that runs the server: no option file or login path of its home, no variable.
     */
    Process start(CredentialsFile credentials, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        // the programs accept this option in the first place only
        command.add("--defaults-extra-file=" + credentials.path());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(credentials.folder().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MYSQL") || name.startsWith("MARIADB"));
        builder.environment().put("HOME", credentials.folder().toString());
        return Programs.start(builder);
    }
}
