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
import dev.domibusbackup.harness.domibus.DomibusOnTomEE;
import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.server.TomEEServer;

/**
 * A site as an operator has one: a prepared TomEE, a database, Domibus with data as a web application of it, and our EAR
 * beside it. Everything lies in one folder; {@link #close} ends the processes and removes it.
 */
public final class TomEESite implements AutoCloseable {

    private final Path folder;
    private final MariaDbServer database;
    private final DomibusInstallation installation;
    private final TomEEServer server;
    private final Map<String, String> properties = new HashMap<>();

    private TomEESite(Path folder, UnaryOperator<DomibusInstallationBuilder> options) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            database = MariaDbServer.create(folder.resolve("mariadb"));
            database.start();
            installation = options.apply(DomibusInstallation.below(folder.resolve("domibus"),
                    new DatabaseServer("127.0.0.1", database.port(), database.rootPassword()))).create();
            server = TomEEServer.create(folder.resolve("tomee"));
            new DomibusOnTomEE(server.home()).prepare(installation, MariaDbServer.driverJar(), war());
            server.home().addUser(Site.OPERATOR, Site.OPERATOR_PASSWORD, "backup-operator");
            server.home().addUser(Site.VIEWER, Site.VIEWER_PASSWORD, "backup-viewer");
            server.home().application(BuildOutput.ear(), "domibus-backup");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        properties.put("domibus.backup.database.tools", database.toolsFolder().toString());
        properties.put("domibus.backup.repository.path", repository().toString());
    }

    /**
     * Makes a site; nothing is started but the database.
     *
     * @param folder  must not exist yet
     * @param options of the Domibus installation
     */
    public static TomEESite create(Path folder, UnaryOperator<DomibusInstallationBuilder> options) {
        return new TomEESite(folder, options);
    }

    /** Sets a system property of the server's JVM; counts from the next start on. */
    public TomEESite with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** Starts the server with Domibus and our EAR. */
    public TomEESite start(String... arguments) {
        server.start(properties, List.of(arguments));
        return this;
    }

    /** The WAR of Domibus. */
    public Path war() {
        return folder.resolve("wars/domibus.war");
    }

    public MariaDbServer database() {
        return database;
    }

    public DomibusInstallation installation() {
        return installation;
    }

    public TomEEServer server() {
        return server;
    }

    /** The folder of the backup sets. */
    public Path repository() {
        return folder.resolve("repository");
    }

    /** The product's API, as the operator. */
    public BackupApi api() {
        return BackupApi.at(server.uri("/domibus-backup/api")).as(Site.OPERATOR, Site.OPERATOR_PASSWORD);
    }

    /** The stand-in Domibus, as anybody sees it. */
    public StandIn domibus() {
        return new StandIn(server::uri);
    }

    @Override
    public void close() {
        server.kill();
        database.close();
        Folders.delete(folder);
    }
}
