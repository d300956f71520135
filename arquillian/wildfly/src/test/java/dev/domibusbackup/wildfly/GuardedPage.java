package dev.domibusbackup.wildfly;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest web application that asks for a login and a role the way the product does. */
final class GuardedPage {

    static final String PATH = "/page.txt";

    private GuardedPage() {
    }

    /** Writes a WAR whose only page is for one role of security domain {@code domibus-backup}. */
    static void write(Path war, String role) throws IOException {
        try (OutputStream out = Files.newOutputStream(war); ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "page.txt", "let in");
            entry(zip, "WEB-INF/jboss-web.xml",
                    "<jboss-web><security-domain>domibus-backup</security-domain></jboss-web>");
            entry(zip, "WEB-INF/web.xml", """
                    <web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">
                        <security-constraint>
                            <web-resource-collection>
                                <web-resource-name>all</web-resource-name>
                                <url-pattern>/*</url-pattern>
                            </web-resource-collection>
                            <auth-constraint><role-name>%1$s</role-name></auth-constraint>
                        </security-constraint>
                        <login-config><auth-method>BASIC</auth-method></login-config>
                        <security-role><role-name>%1$s</role-name></security-role>
                    </web-app>
                    """.formatted(role));
        }
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
