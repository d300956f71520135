package dev.domibusbackup.job.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.database.mysql.LiveTables;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.ConfigLocation;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.OutsideFile;
import dev.domibusbackup.domibus.Store;
import dev.domibusbackup.domibus.StoreKind;
import dev.domibusbackup.files.PlacesApart;
import dev.domibusbackup.job.backup.SafetySet;
import dev.domibusbackup.problem.RestoreSafetyProblem;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;

/**
 * What the safety set takes: all of the components that take part as it is found here, and what the restore replaces
 * besides, because the configuration that names it has changed since or is broken. What is gone is left out.
 */
final class SafetyExtent {

    private final RestoreRun run;
    private final Installation here;
    private final Set<Component> components;
    private final String source;

    private SafetyExtent(RestoreRun run) {
        this.run = run;
        here = run.found().installation();
        components = run.components();
        source = "set " + run.set().id();
    }

    static SafetySet.Extent of(RestoreRun run) {
        return new SafetyExtent(run).extent();
    }

    private SafetySet.Extent extent() {
        if (run.request().clones()) {
            // schemas that are cloned touch no live one
            components.remove(Component.DATABASES);
        }
        Installation all = here;
        if (components.contains(Component.DATABASES)) {
            all = all.with(databases());
        }
        all = all.with(location(), stores(), outside());
        leaveOutMissing(all);
        return new SafetySet.Extent(components, new Discovery.Found(run.found().domibus(), all),
                run.targets().brokerQueues());
    }

    private DomibusDatabases databases() {
        TargetDatabase target = TargetDatabase.of(run);
        List<DatabaseSchema> present = schemas(here.databases().schemas(), run.targets().schemas(), source,
                name -> {
                    try (SqlClient client = target.connect(name)) {
                        return LiveTables.of(client);
                    }
                });
        here.databases().schemas().stream().filter(schema -> !present.contains(schema))
                .forEach(schema -> missing("schema", schema.name()));
        return new DomibusDatabases(here.databases().access(), present);
    }

    /** The tables of a schema; empty when there is none. */
    @FunctionalInterface
    interface Tables {
        Optional<SortedMap<String, Long>> of(String schema);
    }

    /** Those of Domibus that exist, and those that are replaced although Domibus does not use them now. */
    static List<DatabaseSchema> schemas(List<DatabaseSchema> live, List<RestoreTargets.Schema> replaced, String source,
                                        Tables tables) {
        List<DatabaseSchema> present = new ArrayList<>(live.stream()
                .filter(schema -> tables.of(schema.name()).isPresent()).toList());
        Predicate<String> known = name -> live.stream().map(DatabaseSchema::name).anyMatch(name::equals);
        replaced.stream().filter(schema -> !known.test(schema.target()))
                .filter(schema -> tables.of(schema.target()).filter(some -> !some.isEmpty()).isPresent())
                .forEach(schema -> present.add(new DatabaseSchema(schema.target(), schema.domain(), source)));
        return present;
    }

    /** A folder that nothing here names any more, and that is replaced all the same. */
    private Optional<ConfigLocation> location() {
        return here.location().or(() -> run.targets().folders().stream()
                .filter(entry -> entry.component() != Component.PAYLOADS && !RestoreStores.isStore(entry)
                        && !entry.kind().equals("outside"))
                .map(entry -> Path.of(entry.path())).filter(Files::isDirectory).findFirst()
                .map(folder -> new ConfigLocation(folder, source)));
    }

    private List<Store> stores() {
        List<Store> stores = new ArrayList<>(here.stores());
        for (FolderEntry entry : run.targets().folders()) {
            Path folder = Path.of(entry.path());
            if (entry.component() == Component.PAYLOADS && Files.isDirectory(folder) && stores.stream()
                    .noneMatch(store -> PlacesApart.isInside(folder, store.folder()))) {
                // what lies inside of it comes with it
                stores.removeIf(store -> PlacesApart.isInside(store.folder(), folder));
                stores.add(new Store(StoreKind.valueOf(entry.kind().toUpperCase(Locale.ROOT).replace('-', '_')),
                        Optional.ofNullable(entry.domain()), source, folder, PlacesApart.realPlace(folder), true));
            }
        }
        return stores;
    }

    /** Their names are in no entry of the manifest but in what it says of the installation. */
    private List<OutsideFile> outside() {
        List<OutsideFile> files = new ArrayList<>(here.outside());
        if (run.targets().folders().stream().anyMatch(entry -> entry.kind().equals("outside"))) {
            for (JsonNode file : run.manifest().installation().path("outside")) {
                Path path = Path.of(file.path("path").asText());
                if (path.isAbsolute() && Files.exists(path)
                        && files.stream().noneMatch(known -> known.path().equals(path))) {
                    files.add(new OutsideFile(path, PlacesApart.realPlace(path), Files.isDirectory(path), true,
                            source));
                }
            }
        }
        return files;
    }

    private void leaveOutMissing(Installation all) {
        if (all.databases().schemas().isEmpty()) {
            components.remove(Component.DATABASES);
        }
        if (all.location().isEmpty() && components.removeAll(Set.of(Component.CONFIGURATION, Component.PLUGINS))) {
            missing("configuration", "folder");
        }
        String war = run.found().domibus().archive();
        if (components.contains(Component.APPLICATION) && !Files.exists(Path.of(war))) {
            components.remove(Component.APPLICATION);
            missing("WAR", war);
        }
    }

    private void missing(String what, String name) {
        run.warn(RestoreSafetyProblem.NOT_HERE.with("what", what, "name", name));
    }
}
