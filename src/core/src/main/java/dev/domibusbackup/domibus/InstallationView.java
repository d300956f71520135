package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.domibusbackup.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was discovered, for showing: no secret is in it. What is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstallationView(String server, String version, String buildTime, String war, String configuration,
        String configurationNamedBy, String work, boolean multiTenant, List<String> domains, Database database,
        List<Queue> queues, List<Folder> stores, List<Folder> logs, List<Folder> outside,
        List<String> startupArguments, List<Property> properties, List<Problem> problems, List<Problem> warnings) {

    /** The database. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Database(String dataSource, String engine, String host, Integer port, String service, String user,
            boolean passwordKnown, List<Schema> schemas) {
    }

    /** One schema. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Schema(String name, String domain, String source) {
    }

    /** One queue of Domibus. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Queue(String name, String address, String logicalName, List<Origin> origins) {
    }

    /** Why a queue is Domibus's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(String kind, String property, String source, String domain) {
    }

    /** A folder or file; {@code folder} is where it really is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Folder(String kind, String domain, String source, String path, String folder, boolean present) {
    }

    /** A property; without a value if it cannot be resolved. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Property(String name, String value, String source) {
    }

    static InstallationView of(Installation from) {
        return new InstallationView(from.server().domibusName(),
                from.version().map(DomibusVersion::version).orElse(null),
                from.version().flatMap(DomibusVersion::buildTime).orElse(null),
                text(from.war()), text(from.location().map(ConfigLocation::folder)),
                from.location().map(ConfigLocation::namedBy).orElse(null), text(from.work()),
                from.domains().multiTenant(), from.domains().all().stream().map(Domain::code).toList(),
                database(from.databases()),
                from.queues().stream().map(InstallationView::queue).toList(),
                from.stores().stream().map(store -> new Folder(store.kind().name(), store.domain().orElse(null),
                        store.property(), store.configured().toString(), store.folder().toString(),
                        store.present())).toList(),
                from.logs().stream().map(log -> new Folder(null, null, log.source(), null, log.folder().toString(),
                        log.present())).toList(),
                from.outside().stream().map(file -> new Folder(file.folder() ? "FOLDER" : "FILE", null, file.source(),
                        file.path().toString(), file.real().toString(), file.present())).toList(),
                from.arguments().redacted(), properties(from), from.problems(), from.warnings());
    }

    private static Database database(DomibusDatabases databases) {
        List<Schema> schemas = databases.schemas().stream()
                .map(schema -> new Schema(schema.name(), schema.domain().orElse(null), schema.source())).toList();
        return databases.access().map(access -> new Database(access.dataSource(), access.url().engine().name(),
                        access.url().host().name(), access.url().host().port(), access.url().service().orElse(null),
                        access.user(), access.password().isPresent(), schemas))
                .orElseGet(() -> new Database(null, null, null, null, null, null, false, schemas));
    }

    private static Queue queue(DomibusQueue queue) {
        return new Queue(queue.name(), queue.address(),
                queue.known().map(KnownDestination::logicalName).orElse(null),
                queue.origins().stream().map(origin -> new Origin(origin.kind().name(),
                        origin.property().orElse(null), origin.source().orElse(null),
                        origin.domain().orElse(null))).toList());
    }

    /** Domibus's own: what is a mere system property of the JVM is none of it. */
    private static List<Property> properties(Installation from) {
        EffectiveProperties properties = from.properties();
        return properties.names().stream().filter(properties::isSetForDomibus)
                .flatMap(name -> properties.find(name).stream())
                .map(property -> new Property(property.name(), property.value()
                        .map(value -> Redaction.value(property.name(), value, from.secrets())).orElse(null),
                        property.source())).toList();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    /** Counts and names only. */
    @Override
    public String toString() {
        return "InstallationView" + Map.of("server", server, "queues", queues.size(), "problems", problems.size());
    }
}
