package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import dev.domibusbackup.harness.ServerEdition;

/** Prepares a WildFly that is not running for the stand-in: driver module, and the CLI scripts of this package. */
public final class DomibusOnWildFly {

    private static final String MODULE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <module xmlns="urn:jboss:module:1.9" name="org.mariadb">
                <resources>
                    <resource-root path="%s"/>
                </resources>
                <dependencies>
                    <module name="java.se"/>
                    <module name="org.slf4j"/>
                    <module name="%s"/>
                </dependencies>
            </module>
            """;

    private final Path home;

    /** @param home the folder that WildFly was unpacked into */
    public DomibusOnWildFly(Path home) {
        this.home = home.toAbsolutePath();
    }

    /** Does everything; may be repeated. */
    public void prepare(DomibusInstallation installation, Path driverJar) throws IOException, InterruptedException {
        installDriver(driverJar);
        run("domibus-wildfly.cli", installation);
        if (installation.generalSchema().isPresent()) {
            run("domibus-wildfly-tenants.cli", installation);
        }
    }

    /** Makes the driver's module {@code org.mariadb}. */
    public void installDriver(Path driverJar) throws IOException {
        Path module = home.resolve("modules/org/mariadb/main");
        Files.createDirectories(module);
        Path jar = module.resolve(driverJar.getFileName());
        if (!Files.exists(jar)) {
            Files.copy(driverJar, jar);
        }
        Files.writeString(module.resolve("module.xml"), MODULE.formatted(jar.getFileName(),
                ServerEdition.current().transactionModule()));
    }

    /** Drops the WAR into the scanner's folder, by a rename, so that the scanner never sees half of it. */
    public void dropIntoScanner(Path war) throws IOException {
        Path deployments = home.resolve("standalone/deployments");
        Path arriving = Files.copy(war, deployments.resolve(war.getFileName() + ".arriving"));
        Files.move(arriving, deployments.resolve(war.getFileName()));
    }

    private void run(String script, DomibusInstallation installation) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("domibus-cli",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = folder.resolve(script);
        Path properties = folder.resolve("cli.properties");
        Path output = folder.resolve("output.txt");
        try {
            try (InputStream in = DomibusOnWildFly.class.getResourceAsStream(script)) {
                Files.copy(in, file);
            }
            writeProperties(installation, properties);
            List<String> command = new ArrayList<>(List.of(home.resolve("bin/jboss-cli.sh").toString(),
                    "--file=" + file, "--properties=" + properties, "--resolve-parameter-values"));
            ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            process.environment().put("JBOSS_HOME", home.toString());
            int exit = process.start().waitFor();
            if (exit != 0) {
                throw new IOException(script + " ended with " + exit + ": " + Files.readString(output));
            }
        } finally {
            for (Path leftover : List.of(file, properties, output, folder)) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static void writeProperties(DomibusInstallation installation, Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("domibus.db.url", installation.jdbcUrl());
        properties.setProperty("domibus.db.user", installation.account());
        properties.setProperty("domibus.db.password", installation.password());
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }
}
