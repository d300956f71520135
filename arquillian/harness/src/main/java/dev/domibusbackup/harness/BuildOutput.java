package dev.domibusbackup.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the build has put what the harness runs: written down by the build itself, so that any module finds it. What
 * differs from server to server is that of {@link ServerEdition#current()}.
 */
public final class BuildOutput {

    private static final Properties PLACES = load();

    private BuildOutput() {
    }

    /** The unpacked WildFly distribution. Never started or changed itself; servers are copies of it. */
    public static Path wildfly() {
        return existing(ofServer("home"));
    }

    /** The version of that distribution. */
    public static String wildflyVersion() {
        return PLACES.getProperty(ofServer("version"));
    }

    /** The unpacked MariaDB: {@code bin}, {@code scripts}, {@code share}. */
    public static Path mariadb() {
        return existing("mariadb");
    }

    /** Byteman as a Java agent: rules that act inside a server's JVM, at exact places of its code. */
    public static Path byteman() {
        return existing("byteman");
    }

    /** A folder of the build for what the harness makes once and uses again. */
    public static Path scratch() {
        return place("scratch");
    }

    /** The scripts that prepare a server, as a user runs them: {@code wildfly/prepare.sh}. */
    public static Path serverConfigs() {
        return existing("scripts");
    }

    /** The rules by which the product for Jakarta EE becomes the one for Java EE 8. */
    static Path ee8Rules() {
        return existing("ee8Rules");
    }

    /** The product. */
    public static Path ear() {
        return existing(ofServer("ear"));
    }

    /** The stand-in Domibus. */
    public static Path standInWar() {
        return existing(ofServer("standInWar"));
    }

    /** The stand-in Domibus with a broker of its own. */
    public static Path standInWarForTomcat() {
        return existing("tomee-9.standInWar");
    }

    /** Another application beside Domibus. */
    public static Path otherApplicationWar() {
        return existing(ofServer("otherApplicationWar"));
    }

    /** The command line for when the server is down. */
    public static Path offlineJar() {
        return existing("offlineJar");
    }

    /**
     * A file with the class path of the broker's own command line. One for all servers: that of Artemis 2.19, the broker
     * of WildFly 26, wants an instance of its own for an export, and its import finds no way into a WildFly.
     */
    public static Path artemisClassPath() {
        return existing("artemisClassPath");
    }

    /** The version of that command line. */
    public static String artemisVersion() {
        return PLACES.getProperty("artemisVersion");
    }

    private static String ofServer(String name) {
        return ServerEdition.current().key() + "." + name;
    }

    private static Path existing(String name) {
        Path path = place(name);
        if (!Files.exists(path)) {
            throw new IllegalStateException("the build has not made " + path + ": run the tests by mvn verify");
        }
        return path;
    }

    private static Path place(String name) {
        return Path.of(PLACES.getProperty(name)).normalize();
    }

    private static Properties load() {
        try (InputStream in = BuildOutput.class.getResourceAsStream("build-output.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
