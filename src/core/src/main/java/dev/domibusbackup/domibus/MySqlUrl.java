package dev.domibusbackup.domibus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs of MySQL Connector/J and MariaDB Connector/J: {@code jdbc:mysql:[mode:]//hosts/[schema][?name=value&…]},
 * a host being {@code [user:password@]name[:port]}, {@code (host=…,port=…)} or {@code address=(host=…)(port=…)}.
 */
final class MySqlUrl {

    private static final Pattern URL = Pattern.compile(
            "jdbc:(?:mysql|mariadb):(?:[a-z-]+:)*//([^/?]*(?:\\([^)]*\\)[^/?]*)*)(?:/([^?]*))?(?:\\?(.*))?",
            Pattern.DOTALL);
    private static final Pattern KEY_VALUE = Pattern.compile("([\\w.]+)\\s*=\\s*([^,()]*)");
    private static final Pattern HOST = Pattern.compile(
            "(?:([^@]*)@)?(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]*))(?::(\\d+))?");
    private static final int DEFAULT_PORT = 3306;

    private final List<JdbcUrl.Host> hosts = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String user;
    private String password;

    /** MySQL's driver decodes {@code %xx}, MariaDB's does not. */
    private final boolean decodes;

    private MySqlUrl(boolean decodes) {
        this.decodes = decodes;
    }

    static JdbcUrl parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it has no //host/schema");
        }
        return new MySqlUrl(url.startsWith("jdbc:mysql:")).read(matcher);
    }

    private JdbcUrl read(Matcher url) {
        splitOutsideParentheses(url.group(1)).forEach(this::host);
        if (url.group(3) != null) {
            for (String parameter : url.group(3).split("&")) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                parameter(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return new JdbcUrl(JdbcUrl.Engine.MYSQL, hosts,
                Optional.ofNullable(url.group(2)).map(this::decoded).filter(schema -> !schema.isBlank()),
                Optional.empty(), false, parameters,
                Optional.ofNullable(user), Optional.ofNullable(password).map(Secret::of));
    }

    private void host(String text) {
        if (text.contains("(")) {
            Map<String, String> values = new LinkedHashMap<>();
            Matcher pairs = KEY_VALUE.matcher(text);
            while (pairs.find()) {
                values.put(pairs.group(1).toLowerCase(Locale.ROOT), pairs.group(2).strip());
            }
            account(values.get("user"), values.get("password"));
            String port = values.get("port");
            hosts.add(new JdbcUrl.Host(unbracketed(values.getOrDefault("host", "localhost")),
                    port == null ? DEFAULT_PORT : JdbcUrl.port(port)));
            return;
        }
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw new IllegalArgumentException("its list of hosts is not understood");
        }
        if (host.group(1) != null) {
            String[] account = host.group(1).split(":", 2);
            account(decoded(account[0]), account.length > 1 ? decoded(account[1]) : null);
        }
        String name = host.group(2) != null ? host.group(2) : host.group(3);
        hosts.add(new JdbcUrl.Host(name.isBlank() ? "localhost" : name.strip(),
                host.group(4) == null ? DEFAULT_PORT : JdbcUrl.port(host.group(4))));
    }

    private void parameter(String name, String value) {
        switch (name) {
            case "user" -> account(value, null);
            case "password" -> account(null, value);
            case "" -> { }
            default -> {
                if (!Redaction.isSecretName(name)) {
                    parameters.put(name, value);
                }
            }
        }
    }

    private void account(String newUser, String newPassword) {
        user = user == null ? newUser : user;
        password = password == null ? newPassword : password;
    }

    private String decoded(String text) {
        return decodes ? JdbcUrl.decoded(text) : text;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static List<String> splitOutsideParentheses(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '(') {
                depth++;
            } else if (character == ')') {
                depth--;
            } else if (character == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
