package dev.domibusbackup.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.domibus.DataSourceFacts;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Finds the installation: what the server tells, and what Domibus's own files tell. */
public final class Discovery {

    private final ApplicationServer server;
    private final Settings settings;

    public Discovery(ApplicationServer server, Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param domibus      the deployment
     * @param installation everything else
     */
    public record Found(DomibusDeployment domibus, Installation installation) {
    }

    /** Looks anew, every time. */
    public Found find() {
        return find(server.findDomibus(settings.optional(Setting.DOMIBUS_DEPLOYMENT)));
    }

    /** The same of a deployment that the server may have forgotten. */
    public Found find(DomibusDeployment domibus) {
        return new Found(domibus, new InstallationReader().read(facts(domibus)));
    }

    private ServerFacts facts(DomibusDeployment domibus) {
        Map<String, String> system = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> system.put(name, System.getProperty(name)));
        List<DataSourceFacts> dataSources = server.dataSources().stream()
                .flatMap(source -> source.jndiNames().stream().map(name -> facts(source, name))).toList();
        List<QueueFacts> queues = server.queues().stream()
                .map(queue -> new QueueFacts(queue.resource(), queue.name(), queue.jndiNames(), false)).toList();
        return new ServerFacts(ServerKind.valueOf(server.describe().kind().toUpperCase(Locale.ROOT)),
                Optional.of(Path.of(domibus.archive())), system, System.getenv(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(), server.paths().logs(), dataSources, queues);
    }

    private static DataSourceFacts facts(DataSourceDescription source, String jndiName) {
        Optional<String> unresolved = source.password().isPresent() ? Optional.empty()
                : Optional.of(source.unresolved().orElse("the server's model has none"));
        return new DataSourceFacts(jndiName, source.pool(), source.url(), source.user().orElse(""),
                source.password(), unresolved, source.driver());
    }
}
