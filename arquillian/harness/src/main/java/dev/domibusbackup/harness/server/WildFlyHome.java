package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;

/**
 * The home folder of a WildFly server, and what can be done to it while no server runs in it.
 *
 * @param folder absolute
 */
public record WildFlyHome(Path folder) {

    /** The configuration that Domibus runs on. */
    public static final String SERVER_CONFIG = "standalone-full.xml";

    private static final Duration SCRIPT = Duration.ofMinutes(2);

    public WildFlyHome {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("the home folder of a server is absolute, not " + folder);
        }
    }

    /**
     * Makes a home as the distribution has it. The modules are hard links to the unpacked distribution: nobody may
     * write to an existing file of them.
     *
     * @param folder must not exist
     */
    public static WildFlyHome create(Path folder) {
        Path distribution = BuildOutput.wildfly();
        Path home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Folders.link(distribution.resolve("modules"), home.resolve("modules"));
        Folders.link(distribution.resolve("jboss-modules.jar"), home.resolve("jboss-modules.jar"));
        Folders.copy(distribution.resolve("bin"), home.resolve("bin"));
        Folders.copy(distribution.resolve("standalone"), home.resolve("standalone"));
        Folders.copy(distribution.resolve("welcome-content"), home.resolve("welcome-content"));
        return new WildFlyHome(home);
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
                BuildOutput.serverConfigs().resolve("wildfly/prepare.sh").toString(), folder.toString()));
        command.addAll(List.of(options));
        return ChildProcess.run(script(command), SCRIPT);
    }

    /**
     * Runs {@code jboss-cli.sh} with these commands, one after the other until one fails. For a server that is down the
     * first is {@code embed-server --server-config=...}.
     *
     * @param options of jboss-cli.sh, such as {@code --connect}
     * @return its output
     * @throws IllegalStateException when a command fails, with the output
     */
    public String cli(List<String> commands, String... options) {
        try {
            Path file = Files.createTempFile("harness-", ".cli");
            try {
                Files.write(file, commands);
                List<String> command = new ArrayList<>(List.of(folder.resolve("bin/jboss-cli.sh").toString(),
                        "--file=" + file));
                command.addAll(List.of(options));
                return ChildProcess.run(script(command), SCRIPT);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives an application user its password and roles, as {@code add-user.sh -a} does, but without a JVM and without
     * the password on a command line. A running server does not see it before its next start.
     */
    public void addUser(String name, String password, String... roles) {
        append(configuration().resolve("application-users.properties"), name + "="
                + hash(name + ":ApplicationRealm:" + password));
        append(configuration().resolve("application-roles.properties"), name + "=" + String.join(",", roles));
    }

    /** Adds a user of the management interfaces. */
    public void addManagementUser(String name, String password) {
        append(configuration().resolve("mgmt-users.properties"), name + "="
                + hash(name + ":ManagementRealm:" + password));
    }

    /**
     * Adds a module of one jar, such as a JDBC driver.
     *
     * @param dependencies names of modules
     */
    public void addModule(String name, Path jar, String... dependencies) {
        Path module = folder.resolve("modules").resolve(name.replace('.', '/')).resolve("main");
        StringBuilder descriptor = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<module xmlns=\"urn:jboss:module:1.9\" name=\"").append(name).append("\">\n")
                .append("    <resources>\n        <resource-root path=\"").append(jar.getFileName())
                .append("\"/>\n    </resources>\n    <dependencies>\n");
        for (String dependency : dependencies) {
            descriptor.append("        <module name=\"").append(dependency).append("\"/>\n");
        }
        descriptor.append("    </dependencies>\n</module>\n");
        try {
            Files.createDirectories(module);
            Files.copy(jar, module.resolve(jar.getFileName()));
            Files.writeString(module.resolve("module.xml"), descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of the settings. */
    public Path settings() {
        return configuration().resolve(SERVER_CONFIG);
    }

    /** {@code jboss.server.config.dir} */
    public Path configuration() {
        return folder.resolve("standalone/configuration");
    }

    /** {@code jboss.server.data.dir} */
    public Path data() {
        return folder.resolve("standalone/data");
    }

    /** The folder that the deployment scanner watches. */
    public Path deployments() {
        return folder.resolve("standalone/deployments");
    }

    /** The server's log. */
    public Path log() {
        return folder.resolve("standalone/log/server.log");
    }

    ProcessBuilder script(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBOSS_HOME", folder.toString());
        builder.environment().put("JAVA_OPTS", JavaOptions.OF_TESTS);
        return builder;
    }

    private static String hash(String text) {
        try {
            // The digest that WildFly's properties realm wants; see the head of application-users.properties.
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
