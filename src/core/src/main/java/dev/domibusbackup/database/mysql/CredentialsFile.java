package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An option file for {@code --defaults-extra-file}: the one way to hand a password to the client programs that neither
 * {@code ps} nor {@code /proc} shows. It lies alone in a folder of its own; both are gone after {@link #close}.
 */
final class CredentialsFile implements AutoCloseable {

    static final String NAME = "client.cnf";

    private final Path folder;
    private final Path file;

    private CredentialsFile(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Writes the file.
     *
     * @throws UncheckedIOException when the temporary folder of this JVM cannot be written
     */
    static CredentialsFile write(DatabaseAddress address, DatabaseAccount account) {
        try {
            Path folder = Files.createTempDirectory(LeftCredentials.prefix(ProcessHandle.current()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            CredentialsFile credentials = new CredentialsFile(folder, folder.resolve(NAME));
            try {
                Files.createFile(credentials.file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(credentials.file, """
                        [client]
                        user=%s
                        password=%s
                        host=%s
                        port=%d
                        protocol=tcp
                        """.formatted(quote(account.user()), quote(account.password().reveal()),
                        quote(address.host()), address.port()));
                return credentials;
            } catch (IOException e) {
                credentials.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The credentials for " + address + " cannot be written", e);
        }
    }

    /**
     * A value as option files want it. Only inside quotes is {@code #} not a comment and a blank at the end not lost;
     * the escapes are those that both vendors document.
     */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    Path path() {
        return file;
    }

    /** The folder, which holds nothing else: a home without any other option file for the client. */
    Path folder() {
        return folder;
    }

    /** Deletes file and folder; harmless when done before. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("A file with credentials cannot be deleted: " + file, e);
        }
    }
}
