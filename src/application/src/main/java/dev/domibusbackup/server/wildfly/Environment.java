package dev.domibusbackup.server.wildfly;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.server.ServerPaths;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.dmr.ModelNode;

/** What server this is and where it keeps its files. */
final class Environment {

    private final ManagementModel model;

    Environment(ManagementModel model) {
        this.model = model;
    }

    ServerDescription describe(ActiveMQServer broker) {
        ModelNode root = required(ManagementModel.address(), "/");
        boolean managed = "DOMAIN".equals(root.get("launch-type").asString());
        return new ServerDescription("wildfly", text(root, "product-name", "WildFly"),
                text(root, "product-version", root.get("release-version").asString()),
                System.getProperty("java.version"), host(), server().get("node-name").asString(),
                managed || belongsToCluster(broker));
    }

    ServerPaths paths() {
        ModelNode server = server();
        return new ServerPaths(folder(server, "home-dir"), folder(server, "base-dir"), folder(server, "config-dir"),
                folder(server, "data-dir"), folder(server, "temp-dir"), List.of(folder(server, "log-dir")));
    }

    boolean isUp() {
        return !"starting".equals(required(ManagementModel.address(), "/").get("server-state").asString());
    }

    /** By the socket that listens for plain HTTP; the wildcard address is reached over loopback. */
    URI webAddress() {
        for (String group : model.children(ManagementModel.address(), "socket-binding-group")) {
            Optional<ModelNode> http = model.resource(
                    ManagementModel.address("socket-binding-group", group, "socket-binding", "http"))
                    .filter(binding -> binding.hasDefined("bound-port"));
            if (http.isPresent()) {
                String host = http.get().get("bound-address").asString();
                boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
                String address = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
                return URI.create("http://" + address + ":" + http.get().get("bound-port").asInt());
            }
        }
        throw ServerProblem.NO_HTTP.exception();
    }

    /** The XML file that the server was started from and writes its settings to. */
    Path configurationFile() {
        return folder(server(), "config-file");
    }

    /** The folder in which the server keeps the content of managed deployments by hash. */
    Path content() {
        return folder(server(), "content-dir");
    }

    /** A broker of a one-man cluster knows itself alone. */
    private static boolean belongsToCluster(ActiveMQServer broker) {
        return broker.getClusterManager() != null && broker.getClusterManager().getClusterConnections().stream()
                .anyMatch(connection -> connection.getTopology().getMembers().size() > 1);
    }

    private ModelNode server() {
        return required(ManagementModel.address("core-service", "server-environment"),
                "/core-service=server-environment");
    }

    private ModelNode required(ModelNode address, String text) {
        return model.resource(address).orElseThrow(() -> ServerProblem.MANAGEMENT_REFUSED.exception(
                "operation", "read-resource", "address", text, "reason", "there is no such resource"));
    }

    private static Path folder(ModelNode server, String attribute) {
        return Path.of(server.get(attribute).asString()).toAbsolutePath().normalize();
    }

    private static String text(ModelNode resource, String attribute, String otherwise) {
        ModelNode value = resource.get(attribute);
        return value.isDefined() ? value.asString() : otherwise;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a host whose own name does not resolve is common in containers; the name itself is in the message
            return System.getenv().getOrDefault("HOSTNAME", "unknown");
        }
    }
}
