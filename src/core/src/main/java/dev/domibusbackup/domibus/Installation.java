package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.domibusbackup.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What was discovered, with secrets. Written as JSON it becomes its {@link InstallationView}, which has none.
 *
 * @param server     the application server
 * @param version    Domibus's version, as the WAR tells it
 * @param war        the WAR, or its exploded folder
 * @param location   the configuration folder
 * @param work       folder of the embedded broker's stores, {@code work} and {@code temp} (Tomcat); elsewhere unused
 * @param properties all properties as Domibus sees them
 * @param domains    tenants, or the one domain
 * @param databases  schemas and how to reach them
 * @param queues     queues that Domibus owns and the server has
 * @param stores     folders of messages' files
 * @param logs       folders of logs
 * @param outside    configuration files that lie elsewhere
 * @param arguments  how the server was started
 * @param secrets    all passwords that were found, so that they can be kept out of everything else
 * @param problems   what a backup needs and could not be found out
 * @param warnings   what looks wrong, while a backup is whole without it
 */
public record Installation(ServerKind server, Optional<DomibusVersion> version, Optional<Path> war,
        Optional<ConfigLocation> location, Optional<Path> work, EffectiveProperties properties, Domains domains,
        DomibusDatabases databases, List<DomibusQueue> queues, List<Store> stores, List<LogFolder> logs,
        List<OutsideFile> outside, StartupArguments arguments, Set<Secret> secrets, List<Problem> problems,
        List<Problem> warnings) {

    public Installation {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(domains, "domains");
        Objects.requireNonNull(databases, "databases");
        Objects.requireNonNull(arguments, "arguments");
        queues = List.copyOf(queues);
        stores = List.copyOf(stores);
        logs = List.copyOf(logs);
        outside = List.copyOf(outside);
        secrets = Set.copyOf(secrets);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** The same with another way to the database and other schemas. */
    public Installation with(DomibusDatabases other) {
        return new Installation(server, version, war, location, work, properties, domains, other, queues, stores, logs,
                outside, arguments, secrets, problems, warnings);
    }

    /** The same with other folders and files. */
    public Installation with(Optional<ConfigLocation> folder, List<Store> otherStores, List<OutsideFile> otherFiles) {
        return new Installation(server, version, war, folder, work, properties, domains, databases, queues,
                otherStores, logs, otherFiles, arguments, secrets, problems, warnings);
    }

    /** The same without secrets. */
    @JsonValue
    public InstallationView view() {
        return InstallationView.of(this);
    }

    @Override
    public String toString() {
        return "Installation[" + server + ", " + version.map(DomibusVersion::version).orElse("version unknown") + ", "
                + location.map(found -> found.folder().toString()).orElse("no configuration folder") + "]";
    }
}
