package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what a Domibus installation consists of, from what its server tells and from its files. Reads only; a
 * thing that cannot be read is one problem of the result and hinders nothing else.
 */
public final class InstallationReader {

    private static final String WORK_LOCATION = "domibus.work.location";
    /** Variables of every shell, whose names look like passwords. */
    private static final Set<String> WORKING_FOLDERS = Set.of("PWD", "OLDPWD");

    /** Reads everything anew: files may have changed since the last time. */
    public Installation read(ServerFacts facts) {
        Findings findings = new Findings();
        WarContents war = WarContents.read(facts.war(), findings);
        Map<String, String> contextParameters = WebXml.contextParameters(war, findings);
        Optional<ConfigLocation> location = ConfigLocation.find(contextParameters, facts.systemProperties(), findings);
        Optional<DomibusVersion> version = DomibusVersion.ofWar(war, findings);
        boolean domainsInRoot = PropertySources.domainsInRoot(location, version);
        List<PropertyFile> files = PropertySources.read(facts.kind(), war, location, domainsInRoot, findings);
        EffectiveProperties properties = new EffectiveProperties(files, facts.environment(),
                facts.systemProperties(), contextParameters, location);

        Domains domains = Domains.read(location, domainsInRoot, properties, findings);
        SecretProperties secretProperties = new SecretProperties(properties, domains, location);
        DomibusDatabases databases = DomibusDatabases.read(facts, properties, secretProperties, domains, findings);
        List<DomibusQueue> queues = DomibusQueues.read(facts, properties, domains, findings);
        List<Store> stores = DomibusStores.read(properties, domains, facts.systemProperties(), findings);
        List<LogFolder> logs = DomibusLogs.read(facts, location, properties, domains, findings);
        List<OutsideFile> outside = OutsideFiles.read(location, stores, properties, domains, findings);
        Optional<Path> work = properties.value(WORK_LOCATION, findings)
                .flatMap(value -> Paths.absolute(WORK_LOCATION, value, findings))
                .or(() -> location.map(ConfigLocation::folder));

        Set<Secret> secrets = new HashSet<>(secretProperties.all(findings));
        databases.access().flatMap(DatabaseAccess::password).ifPresent(secrets::add);
        facts.dataSources().forEach(source -> source.password().ifPresent(secrets::add));
        facts.environment().forEach((name, value) -> {
            if (Redaction.isSecretName(name) && !WORKING_FOLDERS.contains(name) && !value.isEmpty()) {
                secrets.add(Secret.of(value));
            }
        });
        StartupArguments arguments = StartupArguments.of(facts.jvmArguments(), facts.systemProperties(), secrets);
        properties.unresolvable().forEach(findings::warning);
        return new Installation(facts.kind(), version, facts.war(), location, work, properties, domains, databases,
                queues, stores, logs, outside, arguments, secrets, findings.problems(), findings.warnings());
    }
}
