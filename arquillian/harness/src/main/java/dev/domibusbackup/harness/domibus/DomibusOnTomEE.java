package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.server.TomEEHome;

/** Prepares a TomEE that is not running for the stand-in: driver, context file, and the data source of Domibus's own. */
public final class DomibusOnTomEE {

    private final TomEEHome home;

    public DomibusOnTomEE(TomEEHome home) {
        this.home = home;
    }

    /**
     * Does everything, once.
     *
     * @param war where the WAR is put, outside of webapps
     */
    public void prepare(DomibusInstallation installation, Path driverJar, Path war) throws IOException {
        home.addLibrary(driverJar);
        Files.createDirectories(war.getParent());
        Files.copy(BuildOutput.standInWar(), war);
        Files.writeString(installation.configuration().resolve("domibus.properties"), """
                domibus.datasource.driverClassName=org.mariadb.jdbc.Driver
                domibus.datasource.url=%s
                domibus.datasource.user=%s
                domibus.datasource.password=%s
                """.formatted(installation.jdbcUrl(), installation.account(), installation.password()),
                StandardOpenOption.APPEND);
        home.prepare("--domibus", war.toString(), "--domibus-config", installation.configuration().toString());
        withoutServerScan(home.folder().resolve("conf/Catalina/localhost/domibus.xml"));
    }

    /** The stand-in has no parts in the server's libraries; searching them takes ten seconds at each start. */
    private static void withoutServerScan(Path context) throws IOException {
        String xml = Files.readString(context);
        String scanner = "<JarScanner className=\"org.apache.tomcat.util.scan.StandardJarScanner\"";
        Files.writeString(context, xml.replace(scanner, scanner + " scanClassPath=\"false\""));
    }
}
