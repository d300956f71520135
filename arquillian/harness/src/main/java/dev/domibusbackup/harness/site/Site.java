package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.database.MariaDbServer;
import dev.domibusbackup.harness.domibus.DatabaseServer;
import dev.domibusbackup.harness.domibus.DomibusInstallation;
import dev.domibusbackup.harness.domibus.DomibusInstallationBuilder;
import dev.domibusbackup.harness.domibus.DomibusOnWildFly;
import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * A site as an operator has one: a prepared WildFly, a database, Domibus with data and our EAR beside it. Everything
 * lies in one folder; {@link #close} ends the processes and removes it.
 */
public final class Site implements AutoCloseable {

    /** Name of the deployment of Domibus. */
    public static final String DOMIBUS = "domibus-wildfly.war";
    /** Name of the deployment of the other application. */
    public static final String OTHER_APPLICATION = "other-application.war";
    /** A user who may start backups, and his password. */
    public static final String OPERATOR = "olga";
    public static final String OPERATOR_PASSWORD = "of-the-night-1";
    /** A user who may look, and his password. */
    public static final String VIEWER = "victor";
    public static final String VIEWER_PASSWORD = "of-the-day-2";

    private final Path folder;
    private final MariaDbServer database;
    private final DomibusInstallation installation;
    private final WildFlyServer server;
    private final Map<String, String> properties = new HashMap<>();
    private boolean deployed;

    private Site(Path folder, UnaryOperator<DomibusInstallationBuilder> options) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            database = MariaDbServer.create(folder.resolve("mariadb"));
            database.start();
            installation = options.apply(DomibusInstallation.below(folder.resolve("domibus"),
                    new DatabaseServer("127.0.0.1", database.port(), database.rootPassword()))).create();
            server = WildFlyServer.create(folder.resolve("wildfly"));
            server.home().prepare();
            new DomibusOnWildFly(server.home().folder()).prepare(installation, MariaDbServer.driverJar());
            server.home().addUser(OPERATOR, OPERATOR_PASSWORD, "backup-operator");
            server.home().addUser(VIEWER, VIEWER_PASSWORD, "backup-viewer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        properties.putAll(installation.systemProperties());
        properties.put("domibus.backup.database.tools", database.toolsFolder().toString());
        properties.put("domibus.backup.repository.path", repository().toString());
    }

    /**
     * Makes a site; nothing is started but the database.
     *
     * @param folder  must not exist yet
     * @param options of the Domibus installation
     */
    public static Site create(Path folder, UnaryOperator<DomibusInstallationBuilder> options) {
        return new Site(folder, options);
    }

    /** Sets a system property of the server's JVM; counts from the next start on. */
    public Site with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** Starts the server, with Domibus deployed by the management model, and our EAR. */
    public Site start(String... arguments) {
        server.start(properties, List.of(arguments));
        server.deploy(BuildOutput.standInWar(), DOMIBUS);
        deployOurs();
        return this;
    }

    /** Starts the server, with Domibus dropped into the scanner's folder, and our EAR. */
    public Site startWithScanner() {
        server.start(properties, List.of());
        server.deployByScanner(BuildOutput.standInWar(), DOMIBUS);
        deployOurs();
        return this;
    }

    /**
     * Starts the server with other arguments than before; what was deployed stays so. The first time it deploys all.
     */
    public Site startAgain(List<String> arguments) {
        if (!deployed) {
            return start(arguments.toArray(String[]::new));
        }
        server.start(properties, arguments);
        return this;
    }

    private void deployOurs() {
        server.deploy(BuildOutput.otherApplicationWar(), OTHER_APPLICATION);
        server.deploy(BuildOutput.ear());
        deployed = true;
    }

    public Path folder() {
        return folder;
    }

    public MariaDbServer database() {
        return database;
    }

    public DomibusInstallation installation() {
        return installation;
    }

    public WildFlyServer server() {
        return server;
    }

    /** The folder of the backup sets. */
    public Path repository() {
        return folder.resolve("repository");
    }

    /** The product's API, as the operator. */
    public BackupApi api() {
        return BackupApi.at(server.uri("/domibus-backup/api")).as(OPERATOR, OPERATOR_PASSWORD);
    }

    /** The other application, to send messages and hold them. */
    public OtherApplication otherApplication() {
        return new OtherApplication(server);
    }

    /** The stand-in Domibus, as anybody sees it. */
    public StandIn domibus() {
        return new StandIn(server);
    }

    /** Ends the processes and leaves the files. */
    public void stop() {
        server.kill();
        database.close();
    }

    @Override
    public void close() {
        stop();
        Folders.delete(folder);
    }
}
