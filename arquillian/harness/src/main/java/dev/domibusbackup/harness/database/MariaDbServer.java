package dev.domibusbackup.harness.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import org.mariadb.jdbc.Driver;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.FreePorts;

/**
 * A MariaDB server with data of its own, on a free port of 127.0.0.1 that stays the same over restarts. Settings are
 * MariaDB's defaults but for sizes: what the product must cope with in the field it meets here.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final String OWNER_ONLY = "rwx------";

    private final Path folder;
    private final int port = FreePorts.offsetFor(3306) + 3306;
    private final String rootPassword = UUID.randomUUID().toString();
    private final Path socketFolder;
    private ChildProcess process;

    private MariaDbServer(Path folder, Path socketFolder) {
        this.folder = folder;
        this.socketFolder = socketFolder;
    }

    /**
     * A new server with an empty database, not started.
     *
     * @param folder for data and log; must not exist yet
     */
    public static MariaDbServer create(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            makeExecutable();
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(OWNER_ONLY));
            // A socket's path may have 107 bytes at most; folders of tests are longer.
            MariaDbServer server = new MariaDbServer(home, Files.createTempDirectory("mariadb-"));
            server.bootstrap();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, or starts it again, and waits until it answers. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException("the database in " + folder + " runs already");
        }
        ServerCertificate tls = ServerCertificate.ofThisBuild();
        List<String> command = command("bin/mariadbd");
        command.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1", "--init-file=" + initFile(),
                "--socket=" + socketFolder.resolve("socket"), "--pid-file=" + folder.resolve("mariadbd.pid"),
                "--ssl-key=" + tls.key(), "--ssl-cert=" + tls.certificate(),
                "--innodb-buffer-pool-size=64M", "--tmpdir=" + socketFolder));
        process = ChildProcess.start(new ProcessBuilder(command), log());
        Await.value("a database that answers, see " + log(), START, () -> {
            if (!process.isAlive()) {
                return Optional.of(false);
            }
            try (Connection connection = rootConnection()) {
                return Optional.of(connection.isValid(1));
            }
        });
        if (!process.isAlive()) {
            throw new IllegalStateException("the database ended while it started:\n" + process.output());
        }
    }

    /** A connection as root, without a schema chosen. The caller closes it. */
    public Connection rootConnection() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "root");
        login.setProperty("password", rootPassword);
        return DriverManager.getConnection(url(""), login);
    }

    /** A connection of another account. The caller closes it. */
    public Connection connection(String schema, String user, String password) throws SQLException {
        return DriverManager.getConnection(url(schema), user, password);
    }

    /** The JDBC URL of a schema; of none when the name is empty. */
    public String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    public int port() {
        return port;
    }

    public String rootPassword() {
        return rootPassword;
    }

    /** The folder that holds {@code mariadb} and {@code mariadb-dump}; shared, so nothing in it may be changed. */
    public Path toolsFolder() {
        return BuildOutput.mariadb().resolve("bin");
    }

    /** The jar of the JDBC driver; a server needs it as a module or a deployment. */
    public static Path driverJar() {
        try {
            return Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server has to say. */
    public Path log() {
        return folder.resolve("mariadbd.log");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Stops it cleanly. Nothing happens if it does not run. */
    public void stop() {
        if (isAlive()) {
            process.find("mariadbd").destroy();
            process.awaitExit(STOP);
        }
        process = null;
    }

    /** SIGKILL. Nothing happens if it does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
        process = null;
    }

    /** Kills it and deletes all its data. */
    @Override
    public void close() {
        kill();
        Folders.delete(socketFolder);
        Folders.delete(folder);
    }

    private void bootstrap() {
        List<String> command = command("scripts/mariadb-install-db");
        command.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // in a shared folder every server that starts removes what it takes for leftovers, and others work with
        builder.environment().put("TMPDIR", socketFolder.toString());
        ChildProcess.run(builder, START);
    }

    private List<String> command(String program) {
        Path base = BuildOutput.mariadb();
        return new ArrayList<>(List.of(base.resolve(program).toString(), "--no-defaults", "--basedir=" + base,
                "--datadir=" + folder.resolve("data"), "--user=" + System.getProperty("user.name"),
                "--innodb-log-file-size=16M"));
    }

    /** Root's password and its right to come over TCP; set at every start, by a file so that no process list has it. */
    private Path initFile() {
        Path file = folder.resolve("init.sql");
        try {
            Files.writeString(file, """
                    ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                    CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '%1$s';
                    GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                    """.formatted(rootPassword));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A jar keeps no rights. */
    private static void makeExecutable() throws IOException {
        for (String name : List.of("bin", "scripts")) {
            try (Stream<Path> programs = Files.list(BuildOutput.mariadb().resolve(name))) {
                for (Path program : programs.toList()) {
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }
}
