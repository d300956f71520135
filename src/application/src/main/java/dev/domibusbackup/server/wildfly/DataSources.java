package dev.domibusbackup.server.wildfly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DataSourceDescription;
import org.jboss.dmr.ModelNode;

/** The data sources of the {@code datasources} subsystem, those of deployments included. */
final class DataSources {

    private final ManagementModel model;

    DataSources(ManagementModel model) {
        this.model = model;
    }

    List<DataSourceDescription> all() {
        List<DataSourceDescription> found = new ArrayList<>();
        ModelNode subsystem = ManagementModel.address("subsystem", "datasources");
        for (String type : List.of("data-source", "xa-data-source")) {
            for (String name : model.children(subsystem, type)) {
                found.add(describe(ManagementModel.child(subsystem, type, name), name, type.startsWith("xa")));
            }
        }
        return List.copyOf(found);
    }

    /** Only an XA data source prepares, and only a recovered one ends after a crash what it has prepared. */
    Optional<String> whyNotExactlyOnce(String jndiName) {
        ModelNode subsystem = ManagementModel.address("subsystem", "datasources");
        for (String type : List.of("xa-data-source", "data-source")) {
            for (String name : model.children(subsystem, type)) {
                ModelNode source = read(ManagementModel.child(subsystem, type, name));
                if (plain(source.get("jndi-name").asString("")).equals(plain(jndiName))) {
                    return fault(source, type.startsWith("xa")).map(fault -> "the data source " + name + " " + fault);
                }
            }
        }
        return Optional.of("the server has no data source " + jndiName);
    }

    /** Closes what lies idle in the pool; what is in use stays. */
    void release(String jndiName) {
        ModelNode subsystem = ManagementModel.address("subsystem", "datasources");
        for (String type : List.of("xa-data-source", "data-source")) {
            for (String name : model.children(subsystem, type)) {
                ModelNode address = ManagementModel.child(subsystem, type, name);
                if (plain(read(address).get("jndi-name").asString("")).equals(plain(jndiName))) {
                    model.run("flush-idle-connection-in-pool", address);
                }
            }
        }
    }

    private static Optional<String> fault(ModelNode source, boolean xa) {
        if (!source.get("jta").asBoolean(true)) {
            return Optional.of("takes no part in transactions (jta=false)");
        }
        if (!xa) {
            return Optional.of("is no XA data source");
        }
        return source.get("no-recovery").asBoolean(false)
                ? Optional.of("is left out of the recovery of transactions (no-recovery=true)") : Optional.empty();
    }

    /** Other data sources may have expressions that cannot be resolved. */
    private ModelNode read(ModelNode address) {
        try {
            return model.resource(address).orElseGet(ModelNode::new);
        } catch (ProblemException e) {
            return model.unresolved(address);
        }
    }

    private static String plain(String jndiName) {
        return jndiName.startsWith("java:/") ? "java:" + jndiName.substring("java:/".length()) : jndiName;
    }

    private DataSourceDescription describe(ModelNode address, String name, boolean xa) {
        Optional<String> failure = Optional.empty();
        ModelNode source;
        try {
            source = model.resource(address).orElseThrow();
        } catch (ProblemException e) {
            // an expression that cannot be resolved makes the whole resource unreadable; as written it says much still
            source = model.unresolved(address);
            failure = Optional.of(e.problem().fact());
        }
        Login login = failure.isPresent() ? new Login(null, null, failure.get()) : login(source, xa);
        String driver = source.get("driver-name").asString("");
        String url = xa ? xaUrl(address, driver) : source.get("connection-url").asString("");
        return new DataSourceDescription(name, List.of(source.get("jndi-name").asString()), url, driver,
                Optional.ofNullable(login.user), Optional.ofNullable(login.password),
                Optional.ofNullable(login.unresolved));
    }

    private static Login login(ModelNode source, boolean xa) {
        String user = source.get("user-name").asString("");
        ModelNode reference = source.get("credential-reference");
        if (user.isEmpty()) {
            return new Login(null, null, withoutUser(source, xa));
        }
        if (source.hasDefined("password")) {
            return new Login(user, Secret.of(source.get("password").asString()), null);
        }
        if (!reference.isDefined()) {
            return new Login(user, null, "the data source has a user name but no password");
        }
        if (reference.hasDefined("store") && reference.hasDefined("alias")) {
            return CredentialStores.read(reference.get("store").asString(), reference.get("alias").asString())
                    .map(secret -> new Login(user, secret, null))
                    .orElseGet(() -> new Login(user, null, "the credential store "
                            + reference.get("store").asString() + " has no readable password under the alias "
                            + reference.get("alias").asString()));
        }
        if (reference.hasDefined("clear-text") && !reference.hasDefined("type")) {
            return new Login(user, Secret.of(reference.get("clear-text").asString()), null);
        }
        return new Login(user, null, "the data source's credential-reference is of the type "
                + reference.get("type").asString("command") + ", which is not read");
    }

    private static String withoutUser(ModelNode source, boolean xa) {
        for (String kind : List.of("security-domain", "authentication-context")) {
            if (source.hasDefined(kind)) {
                return "the data source takes its login from the " + kind + " " + source.get(kind).asString();
            }
        }
        if (source.get("elytron-enabled").asBoolean(false)) {
            return "the data source takes its login from Elytron's default authentication context";
        }
        return xa ? "the data source names no user; it may be among its XA properties"
                : "the data source names no user; it may be in its URL";
    }

    private String xaUrl(ModelNode address, String driver) {
        Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : model.children(address, "xa-datasource-properties")) {
            model.resource(ManagementModel.child(address, "xa-datasource-properties", name))
                    .ifPresent(property -> properties.put(name, property.get("value").asString("")));
        }
        if (properties.containsKey("URL")) {
            return properties.get("URL");
        }
        String server = properties.get("ServerName");
        String database = properties.get("DatabaseName");
        if (server == null || database == null) {
            return "";
        }
        String port = properties.getOrDefault("PortNumber", properties.get("Port"));
        String place = port == null ? server : server + ":" + port;
        String kind = driver.toLowerCase(Locale.ROOT);
        if (kind.contains("oracle")) {
            return "jdbc:oracle:thin:@//" + place + "/" + database;
        }
        return (kind.contains("maria") ? "jdbc:mariadb://" : "jdbc:mysql://") + place + "/" + database;
    }

    private record Login(String user, Secret password, String unresolved) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
