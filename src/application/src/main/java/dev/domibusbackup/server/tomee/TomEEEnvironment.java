package dev.domibusbackup.server.tomee;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.ObjectName;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.server.ServerPaths;

/** What server this is and where it keeps its files. */
final class TomEEEnvironment {

    /** {@code Apache Tomcat (TomEE)/10.0.27 (9.0.0)} of TomEE, {@code Apache Tomcat/9.0.80} of Tomcat. */
    private static final Pattern INFO = Pattern.compile("([^/]+)/(\\S+)(?: \\((\\S+)\\))?");

    private final Catalina catalina;

    TomEEEnvironment(Catalina catalina) {
        this.catalina = catalina;
    }

    ServerDescription describe() {
        String info = catalina.text(server(), "serverInfo").orElse("Apache Tomcat/unknown");
        Matcher parts = INFO.matcher(info);
        boolean known = parts.matches();
        boolean tomEE = known && parts.group(3) != null;
        String product = tomEE ? "TomEE" : known ? parts.group(1) : info;
        String version = tomEE ? parts.group(3) : known ? parts.group(2) : "unknown";
        return new ServerDescription("tomcat", product, version, System.getProperty("java.version"), host(), node(),
                !catalina.find("*:type=Cluster,*").isEmpty());
    }

    ServerPaths paths() {
        Path base = folder("catalina.base");
        return new ServerPaths(folder("catalina.home"), base, base.resolve("conf"), base.resolve("data"),
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize(),
                List.of(base.resolve("logs")));
    }

    /** Its applications are deployed before the server says that it is started. */
    boolean isUp() {
        return catalina.first("*:type=Server").flatMap(server -> catalina.text(server, "stateName"))
                .filter("STARTED"::equals).isPresent();
    }

    /** By the first connector for plain HTTP; the wildcard address is reached over loopback. */
    URI webAddress() {
        for (ObjectName connector : catalina.find("*:type=Connector,*")) {
            String protocol = catalina.text(connector, "protocol").orElse("").toLowerCase(Locale.ROOT);
            boolean plain = catalina.text(connector, "scheme").filter("http"::equals).isPresent();
            if (plain && !protocol.contains("ajp")) {
                String host = connector.getKeyProperty("address");
                return URI.create("http://" + (host == null ? "127.0.0.1" : reachable(host)) + ":"
                        + catalina.text(connector, "localPort").orElse(connector.getKeyProperty("port")));
            }
        }
        throw ServerProblem.NO_HTTP.exception();
    }

    private static String reachable(String quoted) {
        String host = quoted.startsWith("\"") ? ObjectName.unquote(quoted) : quoted;
        // an address of Java's own form: name/literal
        String literal = host.substring(host.indexOf('/') + 1);
        boolean any = literal.equals("0.0.0.0") || literal.equals("::") || literal.equals("0:0:0:0:0:0:0:0");
        return any ? "127.0.0.1" : literal.contains(":") ? "[" + literal + "]" : literal;
    }

    private ObjectName server() {
        return catalina.first("*:type=Server").orElseThrow(() -> ServerProblem.SERVICE_MISSING.exception(
                "service", "Catalina:type=Server", "name", "Catalina"));
    }

    private String node() {
        Optional<String> route = catalina.first("*:type=Engine").flatMap(engine -> catalina.text(engine, "jvmRoute"));
        return route.orElseGet(TomEEEnvironment::host);
    }

    private static Path folder(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a host whose own name does not resolve is common in containers
            return System.getenv().getOrDefault("HOSTNAME", "unknown");
        }
    }
}
