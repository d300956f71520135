package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the application server tells about itself; everything else is read from files.
 *
 * @param kind             the server
 * @param war              Domibus's WAR, or its exploded folder
 * @param systemProperties system properties of the JVM in which Domibus runs; may hold passwords
 * @param environment      environment variables of that process; may hold passwords
 * @param jvmArguments     input arguments of the JVM; may hold passwords
 * @param logFolders       where the server writes its own logs
 * @param dataSources      the server's data sources; none on Tomcat
 * @param queues           the server's destinations
 */
@JsonIgnoreProperties({"systemProperties", "environment", "jvmArguments"})
public record ServerFacts(ServerKind kind, Optional<Path> war, Map<String, String> systemProperties,
        Map<String, String> environment, List<String> jvmArguments, List<Path> logFolders,
        List<DataSourceFacts> dataSources, List<QueueFacts> queues) {

    public ServerFacts {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(war, "war");
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        jvmArguments = List.copyOf(jvmArguments);
        logFolders = List.copyOf(logFolders);
        dataSources = List.copyOf(dataSources);
        queues = List.copyOf(queues);
    }

    /** Only what is no secret. */
    @Override
    public String toString() {
        return "ServerFacts[" + kind + ", " + war.map(Path::toString).orElse("no WAR") + "]";
    }
}
