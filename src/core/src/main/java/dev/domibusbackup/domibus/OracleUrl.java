package dev.domibusbackup.domibus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs of Oracle's driver: {@code jdbc:oracle:thin:[user/password]@} followed by {@code host:port:SID},
 * {@code [//]host[:port]/service} (also with {@code tcp:} or {@code tcps:}), or a description in parentheses.
 */
final class OracleUrl {

    private static final Pattern URL = Pattern.compile("jdbc:oracle:(?:thin|oci8?):([^@]*)@(.*)", Pattern.DOTALL);
    private static final String NAME = "(?:\\[([^]]+)]|([^:/\\[\\](),\\s]+))";
    private static final Pattern WITH_SID = Pattern.compile("(?://)?" + NAME + ":(\\d+):([^:/?\\s]+)");
    private static final Pattern WITH_SERVICE = Pattern.compile(
            "(?:(?:tcps?:)?//)?" + NAME + "(?::(\\d+))?/([^:/?\\s]+)(?:[:/?].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "\\(\\s*ADDRESS\\s*=((?:\\s*\\([^()]*\\))*)\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final int DEFAULT_PORT = 1521;

    private OracleUrl() {
    }

    static JdbcUrl parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it has no @host");
        }
        String[] account = matcher.group(1).split("/", 2);
        Optional<String> user = Optional.of(account[0]).filter(name -> !name.isBlank());
        Optional<Secret> password = Optional.of(account).filter(parts -> parts.length > 1)
                .map(parts -> Secret.of(parts[1]));
        String target = matcher.group(2).strip();
        if (target.startsWith("(")) {
            return description(target, user, password);
        }
        Matcher sid = WITH_SID.matcher(target);
        if (sid.matches()) {
            return url(List.of(host(sid.group(1), sid.group(2), sid.group(3))), sid.group(4), true, user, password);
        }
        Matcher service = WITH_SERVICE.matcher(target);
        if (service.matches()) {
            return url(List.of(host(service.group(1), service.group(2), service.group(3))), service.group(4), false,
                    user, password);
        }
        throw new IllegalArgumentException("an alias of tnsnames.ora or another form without host and service");
    }

    private static JdbcUrl description(String text, Optional<String> user, Optional<Secret> password) {
        List<JdbcUrl.Host> hosts = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            String host = value(addresses.group(1), "HOST")
                    .orElseThrow(() -> new IllegalArgumentException("an address has no host"));
            hosts.add(host(null, host, value(addresses.group(1), "PORT").orElse(null)));
        }
        Optional<String> service = value(text, "SERVICE_NAME");
        Optional<String> sid = value(text, "SID");
        if (service.isEmpty() && sid.isEmpty()) {
            throw new IllegalArgumentException("it has neither SERVICE_NAME nor SID");
        }
        return url(hosts, service.or(() -> sid).orElseThrow(), service.isEmpty(), user, password);
    }

    private static JdbcUrl url(List<JdbcUrl.Host> hosts, String service, boolean sid, Optional<String> user,
            Optional<Secret> password) {
        return new JdbcUrl(JdbcUrl.Engine.ORACLE, hosts, Optional.empty(), Optional.of(service), sid, Map.of(), user,
                password);
    }

    private static Optional<String> value(String text, String key) {
        Matcher matcher = Pattern.compile("\\(\\s*" + key + "\\s*=\\s*([^()]*?)\\s*\\)", Pattern.CASE_INSENSITIVE)
                .matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static JdbcUrl.Host host(String bracketed, String plain, String port) {
        return new JdbcUrl.Host(bracketed != null ? bracketed : plain,
                port == null ? DEFAULT_PORT : JdbcUrl.port(port));
    }
}
