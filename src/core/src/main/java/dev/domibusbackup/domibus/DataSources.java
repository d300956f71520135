package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the data source that Domibus uses: on Tomcat in its properties, elsewhere among the server's. */
final class DataSources {

    static final String JNDI_NAME = "domibus.jdbc.datasource.jndi.name";
    static final String DEFAULT_JNDI_NAME = "jdbc/cipaeDeliveryDs";
    /** Domibus 5, then the data source without XA of Domibus 4. */
    private static final String PREFIX = "domibus.datasource.";

    private final ServerFacts facts;
    private final EffectiveProperties properties;
    private final SecretProperties secrets;
    private final Findings findings;

    DataSources(ServerFacts facts, EffectiveProperties properties, SecretProperties secrets, Findings findings) {
        this.facts = facts;
        this.properties = properties;
        this.secrets = secrets;
        this.findings = findings;
    }

    Optional<DatabaseAccess> domibus() {
        return facts.kind() == ServerKind.TOMCAT ? ofProperties() : ofServer();
    }

    private Optional<DatabaseAccess> ofProperties() {
        Optional<String> url = properties.value(PREFIX + "url", findings);
        if (url.isEmpty()) {
            unset(PREFIX + "url");
            return Optional.empty();
        }
        return parse(PREFIX + "*", url.get()).map(parsed -> {
            String user = properties.value(PREFIX + "user", findings).or(parsed::user).orElse("");
            Optional<Secret> password = secrets.secret(PREFIX + "password", findings).or(parsed::password);
            if (user.isEmpty()) {
                unset(PREFIX + "user");
            }
            if (password.isEmpty()) {
                unset(PREFIX + "password");
            }
            return access(PREFIX + "*", parsed, user, password);
        });
    }

    /** Says so unless the property is there and was a problem already. */
    private void unset(String property) {
        if (properties.find(property).flatMap(EffectiveProperty::value).filter(value -> !value.isEmpty()).isEmpty()
                && properties.find(property).flatMap(EffectiveProperty::problem).isEmpty()) {
            findings.problem(DomibusProblem.DATABASE_PROPERTY_UNSET, "property", property);
        }
    }

    private Optional<DatabaseAccess> ofServer() {
        String jndiName = properties.value(JNDI_NAME, findings).orElse(DEFAULT_JNDI_NAME);
        List<DataSourceFacts> found = facts.dataSources().stream()
                .filter(source -> JndiNames.plain(source.jndiName()).equals(JndiNames.plain(jndiName))).toList();
        if (found.isEmpty()) {
            String known = facts.dataSources().stream().map(DataSourceFacts::jndiName).sorted()
                    .collect(Collectors.joining(", "));
            findings.problem(DomibusProblem.DATA_SOURCE_UNKNOWN, "jndi", jndiName,
                    "known", known.isEmpty() ? "none" : known);
            return Optional.empty();
        }
        DataSourceFacts source = found.get(0);
        return parse(source.jndiName(), source.url()).map(parsed -> {
            Optional<Secret> password = source.password().or(parsed::password);
            if (password.isEmpty()) {
                findings.problem(DomibusProblem.DATABASE_PASSWORD_UNRESOLVED, "name", source.jndiName(),
                        "reason", source.unresolved().orElse("the server does not tell it"));
            }
            String user = source.user().isBlank() ? parsed.user().orElse("") : source.user();
            return access(source.jndiName(), parsed, user, password);
        });
    }

    private Optional<JdbcUrl> parse(String name, String url) {
        try {
            return Optional.of(JdbcUrl.parse(url));
        } catch (IllegalArgumentException e) {
            findings.problem(DomibusProblem.JDBC_URL_NOT_UNDERSTOOD, "url", Redaction.text(url), "name", name,
                    "reason", e.getMessage());
            return Optional.empty();
        }
    }

    private DatabaseAccess access(String name, JdbcUrl url, String user, Optional<Secret> password) {
        if (url.hosts().size() > 1) {
            findings.warning(DomibusProblem.SEVERAL_DATABASE_HOSTS, "name", name, "host", url.host());
        }
        return new DatabaseAccess(name, url, user, password);
    }
}
