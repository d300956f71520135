package dev.domibusbackup.domibus;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The parts of a JDBC URL.
 *
 * @param engine     what dumps it
 * @param hosts      at least one; the first is the one that is written to
 * @param schema     MySQL and MariaDB: the schema in the URL
 * @param service    Oracle: service name or SID
 * @param sid        Oracle: whether {@code service} is a SID
 * @param parameters MySQL and MariaDB: all but account and password
 * @param user       account in the URL
 * @param password   its password in the URL
 */
public record JdbcUrl(Engine engine, List<Host> hosts, Optional<String> schema, Optional<String> service, boolean sid,
        Map<String, String> parameters, Optional<String> user, Optional<Secret> password) {

    /** Which family of tools a database needs; MySQL and MariaDB cannot be told apart by the URL. */
    public enum Engine {
        MYSQL, ORACLE
    }

    /** A host, IPv6 without brackets, and its port. */
    public record Host(String name, int port) {

        public Host {
            if (name.isBlank() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("not a host and port: " + name + ":" + port);
            }
        }

        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    public JdbcUrl {
        Objects.requireNonNull(engine, "engine");
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("no host");
        }
    }

    /**
     * Reads a URL of MySQL, MariaDB or Oracle's thin driver.
     *
     * @throws IllegalArgumentException with the reason, without the URL
     */
    public static JdbcUrl parse(String url) {
        String text = url.strip();
        if (text.startsWith("jdbc:oracle:")) {
            return OracleUrl.parse(text);
        }
        if (text.startsWith("jdbc:mysql:") || text.startsWith("jdbc:mariadb:")) {
            return MySqlUrl.parse(text);
        }
        throw new IllegalArgumentException("it is neither MySQL, MariaDB nor Oracle");
    }

    public Host host() {
        return hosts.get(0);
    }

    static int port(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the port is not a number", e);
        }
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // without the cause: its message quotes the text, which may be a password
            throw new IllegalArgumentException("a % is not followed by two hexadecimal digits");
        }
    }
}
