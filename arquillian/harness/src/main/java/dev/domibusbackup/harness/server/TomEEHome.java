package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;

/**
 * The home folder of a TomEE server, and what can be done to it while no server runs in it.
 *
 * @param folder absolute
 */
public record TomEEHome(Path folder) {

    private static final Duration SCRIPT = Duration.ofMinutes(1);

    public TomEEHome {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("the home folder of a server is absolute, not " + folder);
        }
    }

    /**
     * Makes a home as the distribution has it, without its documentation and its managers. The libraries are hard links
     * to the unpacked distribution: nobody may write to an existing file of them.
     *
     * @param folder must not exist
     */
    public static TomEEHome create(Path folder) {
        Path distribution = distribution();
        Path home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            Folders.link(distribution.resolve("lib"), home.resolve("lib"));
            Folders.copy(distribution.resolve("bin"), home.resolve("bin"));
            Folders.copy(distribution.resolve("conf"), home.resolve("conf"));
            Folders.copy(distribution.resolve("webapps/ROOT"), home.resolve("webapps/ROOT"));
            for (String empty : List.of("logs", "temp", "work")) {
                Files.createDirectories(home.resolve(empty));
            }
            // the build unpacks without the rights to execute
            try (Stream<Path> scripts = Files.list(home.resolve("bin"))) {
                scripts.filter(file -> file.toString().endsWith(".sh")).forEach(file -> file.toFile().setExecutable(true));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TomEEHome(home);
    }

    /** The unpacked distribution. Never started or changed itself; servers are copies of it. */
    private static Path distribution() {
        try (InputStream in = TomEEHome.class.getResourceAsStream("tomee.properties")) {
            Properties places = new Properties();
            places.load(in);
            return Path.of(places.getProperty("tomee")).normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Prepares the server for the product with the script that a user runs.
     *
     * @param options of {@code prepare.sh}
     * @return what the script said
     * @throws IllegalStateException when the script refuses, with what it said
     */
    public String prepare(String... options) {
        List<String> command = new ArrayList<>(List.of(
                BuildOutput.serverConfigs().resolve("tomee/prepare.sh").toString(), folder.toString()));
        command.addAll(List.of(options));
        return ChildProcess.run(script(command), SCRIPT);
    }

    /** Gives a user a password and a role with the script that an administrator runs. */
    public void addUser(String name, String password, String role) {
        // the harness gives its processes no input, hence a shell between
        String script = BuildOutput.serverConfigs().resolve("tomee/add-user.sh").toString();
        ProcessBuilder builder = script(List.of("/bin/sh", "-c",
                "printf '%s\\n' \"$PASSWORD\" | \"$0\" \"$@\"", script, folder.toString(), name, role));
        builder.environment().put("PASSWORD", password);
        ChildProcess.run(builder, SCRIPT);
    }

    /** Lets it listen on 127.0.0.1 alone, on these ports. */
    void listenOn(int http, int shutdown) {
        try {
            Path settings = folder.resolve("conf/server.xml");
            String xml = Files.readString(settings);
            String changed = xml.replaceFirst("<Server port=\"-?\\d+\"", "<Server port=\"" + shutdown + "\"")
                    .replaceFirst("<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"" + http + "\"");
            if (!changed.contains("port=\"" + http + "\"") || !changed.contains("port=\"" + shutdown + "\"")) {
                throw new IllegalStateException(settings + " is not as the distribution has it");
            }
            Files.writeString(settings, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a jar, such as a JDBC driver, to the libraries of the server. */
    public void addLibrary(Path jar) {
        try {
            Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an EAR into the folder of applications under a name; what an earlier one was unpacked to goes. */
    public void application(Path ear, String name) {
        try {
            Folders.delete(folder.resolve("apps").resolve(name));
            Files.copy(ear, folder.resolve("apps").resolve(name + ".ear"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server writes to its console, and everything that it logs with it. */
    public Path console() {
        return folder.resolve("logs/console.log");
    }

    /** The folder of the server's data. */
    public Path data() {
        return folder.resolve("data");
    }

    ProcessBuilder script(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CATALINA_HOME", folder.toString());
        builder.environment().put("CATALINA_BASE", folder.toString());
        builder.environment().remove("JAVA_OPTS");
        builder.environment().remove("CATALINA_OPTS");
        return builder;
    }
}
