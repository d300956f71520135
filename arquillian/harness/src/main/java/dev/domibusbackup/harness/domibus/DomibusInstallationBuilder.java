package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Describes an installation and makes it. */
public final class DomibusInstallationBuilder {

    /** Those whose queues {@code domibus-wildfly-tenants.cli} makes. */
    private static final List<String> TENANTS = List.of("default", "red");

    private final Path base;
    private final DatabaseServer database;
    private boolean multiTenant;
    private String jndi = "jms/";
    private String schemaPrefix = "domibus";
    private String account = "edelivery";
    private String password = "ed3l#very'; 5%";
    private int payloadFiles = 10;
    private int rows = 10;
    private int payloadBytes = 1024;

    DomibusInstallationBuilder(Path base, DatabaseServer database) {
        this.base = Objects.requireNonNull(base, "base").toAbsolutePath();
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Default: one domain. With tenants, those of the CLI script {@code domibus-wildfly-tenants.cli}. */
    public DomibusInstallationBuilder multiTenant(boolean value) {
        multiTenant = value;
        return this;
    }

    /** For Tomcat, where the properties have a queue's own name; default: for a server with JNDI names. */
    public DomibusInstallationBuilder onTomcat() {
        jndi = "";
        return this;
    }

    /** Schema {@code domibus}, or schemas {@code domibus_general}, {@code domibus_red} and so on. */
    public DomibusInstallationBuilder schemaPrefix(String value) {
        schemaPrefix = Objects.requireNonNull(value);
        return this;
    }

    /** The database account; neither name nor password may hold a double quote or a backslash (the CLI's limit). */
    public DomibusInstallationBuilder account(String name, String secret) {
        account = Objects.requireNonNull(name);
        password = Objects.requireNonNull(secret);
        return this;
    }

    /** Messages per domain whose payload is a file; as many files, but 10 at most, in each other folder. */
    public DomibusInstallationBuilder payloadFiles(int count) {
        payloadFiles = count;
        return this;
    }

    /** Messages per domain whose payload is a blob in the database. */
    public DomibusInstallationBuilder rows(int count) {
        rows = count;
        return this;
    }

    /** Size of each payload, file or blob. */
    public DomibusInstallationBuilder payloadBytes(int size) {
        payloadBytes = size;
        return this;
    }

    /** Makes folders, files, schemas (dropping those of the same name), the account and the rows. */
    public DomibusInstallation create() throws IOException, SQLException, GeneralSecurityException {
        Path data = base.resolve("data");
        List<DomibusDomain> domains = new ArrayList<>();
        if (multiTenant) {
            TENANTS.forEach(code -> domains.add(DomibusDomain.below(data, code, schemaPrefix + "_" + code)));
        } else {
            domains.add(DomibusDomain.below(data, "default", schemaPrefix));
        }
        Optional<String> general = multiTenant ? Optional.of(schemaPrefix + "_general") : Optional.empty();
        DomibusInstallation installation = new DomibusInstallation(base, base.resolve("conf/domibus"), data,
                base.resolve("logs"), base.resolve("secrets/gateway_truststore.p12"), domains, general, account,
                password, database.jdbcUrl(general.orElse(schemaPrefix)));

        Files.createDirectories(installation.standIn());
        Files.createDirectories(installation.logs());
        Files.writeString(installation.logs().resolve("domibus.log"), "INFO Domibus started\n");
        new ConfigurationFolder(installation, jndi).write();
        Schemas schemas = new Schemas(database, installation);
        schemas.create();
        DataFolders folders = new DataFolders(payloadBytes);
        for (DomibusDomain domain : domains) {
            schemas.seedPayloads(domain, folders.write(domain, payloadFiles), rows, payloadBytes);
        }
        return installation;
    }
}
