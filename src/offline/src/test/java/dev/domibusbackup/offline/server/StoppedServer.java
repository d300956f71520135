package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of a WildFly that was never started, with Domibus deployed and disabled. */
public final class StoppedServer {

    public static final String DOMIBUS = "domibus-wildfly.war";

    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <server xmlns="urn:jboss:domain:20.0">
                <!-- a deployment name="domibus-wildfly.war" enabled="false" in a comment is none -->
                <deployments>
                    <deployment name="other.war" runtime-name="other.war" enabled="false">
                        <content sha1="aa"/>
                    </deployment>
                    <deployment name="domibus-wildfly.war" runtime-name="domibus.war" enabled="false">
                        <content sha1="bb"/>
                    </deployment>
                </deployments>
                <management><http-interface><socket-binding http="management-http"/></http-interface></management>
                <socket-binding-group name="standard-sockets" port-offset="${jboss.socket.binding.port-offset:0}">
                    <socket-binding name="http" port="${jboss.http.port:%d}"/>
                    <socket-binding name="management-http" interface="management" port="%d"/>
                </socket-binding-group>
            </server>
            """;

    private StoppedServer() {
    }

    /** Makes it; on its ports nobody listens. */
    public static ServerFolders in(Path home) throws IOException {
        return in(home, freePort());
    }

    /** Makes it with a port for HTTP. */
    public static ServerFolders in(Path home, int http) throws IOException {
        for (String folder : new String[] {"bin", "modules", "standalone/configuration", "standalone/deployments",
            "standalone/data/domibus-backup", "standalone/tmp"}) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve("jboss-modules.jar"), "");
        Files.writeString(home.resolve("standalone/configuration/standalone-full.xml"),
                SETTINGS.formatted(http, freePort()));
        return ServerFolders.of(home, null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
