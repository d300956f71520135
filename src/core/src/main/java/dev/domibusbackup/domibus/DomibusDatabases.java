package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database of an installation: one account, one data source, and a schema for each tenant besides the general one.
 *
 * @param access  empty, with a problem, if it could not be found out
 * @param schemas the general one first
 */
public record DomibusDatabases(Optional<DatabaseAccess> access, List<DatabaseSchema> schemas) {

    private static final Pattern TENANT_SCHEMA = Pattern.compile("[A-Za-z0-9_]+");

    public DomibusDatabases {
        schemas = List.copyOf(schemas);
    }

    static DomibusDatabases read(ServerFacts facts, EffectiveProperties properties, SecretProperties secrets,
            Domains domains, Findings findings) {
        Optional<DatabaseAccess> access = new DataSources(facts, properties, secrets, findings).domibus();
        List<DatabaseSchema> schemas = new ArrayList<>();
        if (domains.multiTenant()) {
            schemas.add(new DatabaseSchema(domains.generalSchema().orElseThrow(), Optional.empty(),
                    Domains.GENERAL_SCHEMA));
            for (Domain domain : domains.all()) {
                String property = domain.property(Domains.SCHEMA);
                Optional<String> name = properties.value(property, findings);
                name.ifPresent(schema -> schemas.add(new DatabaseSchema(schema, Optional.of(domain.code()), property)));
                if (name.isEmpty() && properties.find(property).flatMap(EffectiveProperty::problem).isEmpty()) {
                    findings.problem(DomibusProblem.SCHEMA_UNKNOWN, "whose", "domain " + domain.code(),
                            "property", property);
                }
            }
            check(schemas, findings);
        } else {
            single(access, properties, findings).ifPresent(schemas::add);
        }
        return new DomibusDatabases(access, schemas);
    }

    private static Optional<DatabaseSchema> single(Optional<DatabaseAccess> access, EffectiveProperties properties,
            Findings findings) {
        Optional<String> domain = Optional.of(Domain.DEFAULT);
        Optional<DatabaseSchema> schema = properties.value(Domains.SCHEMA, findings)
                .map(name -> new DatabaseSchema(name, domain, Domains.SCHEMA));
        if (schema.isEmpty()) {
            schema = access.flatMap(found -> found.url().schema()
                    .map(name -> new DatabaseSchema(name, domain, "URL of " + found.dataSource())));
        }
        if (schema.isEmpty()) {
            // Domibus says to leave the schema out on Oracle: there an account is a schema
            schema = access.filter(found -> found.url().engine() == JdbcUrl.Engine.ORACLE && !found.user().isBlank())
                    .map(found -> new DatabaseSchema(found.user(), domain, "account of " + found.dataSource()));
        }
        if (schema.isEmpty()) {
            findings.problem(DomibusProblem.SCHEMA_UNKNOWN, "whose", "the installation", "property", Domains.SCHEMA);
        }
        return schema;
    }

    private static void check(List<DatabaseSchema> schemas, Findings findings) {
        Map<String, String> users = new HashMap<>();
        for (DatabaseSchema schema : schemas) {
            if (!TENANT_SCHEMA.matcher(schema.name()).matches()) {
                findings.problem(DomibusProblem.SCHEMA_NAME_INVALID, "property", schema.source(),
                        "schema", schema.name());
            }
            String first = users.putIfAbsent(schema.name(), schema.source());
            if (first != null) {
                findings.warning(DomibusProblem.SCHEMA_SHARED, "schema", schema.name(), "first", first,
                        "second", schema.source());
            }
        }
    }
}
