package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the folders of payloads, temporary files, archives and the file system plugin, of every tenant. */
final class DomibusStores {

    private final EffectiveProperties properties;
    private final Findings findings;
    private final List<Store> stores = new ArrayList<>();

    private DomibusStores(EffectiveProperties properties, Findings findings) {
        this.properties = properties;
        this.findings = findings;
    }

    static List<Store> read(EffectiveProperties properties, Domains domains, Map<String, String> systemProperties,
            Findings findings) {
        DomibusStores reader = new DomibusStores(properties, findings);
        for (StoreKind kind : StoreKind.values()) {
            for (Domain domain : domains.all()) {
                String property = domain.property(kind.property());
                reader.store(kind, Optional.of(domain.code()), property).ifPresent(reader.stores::add);
            }
            if (domains.multiTenant()) {
                // no tenant uses it, but what an installation kept there before it had tenants is still its own
                reader.store(kind, Optional.empty(), kind.property()).filter(Store::present)
                        .ifPresent(reader.stores::add);
            }
        }
        reader.overlaps();
        reader.temporaryFolder(systemProperties.get("java.io.tmpdir"));
        return List.copyOf(reader.stores);
    }

    private Optional<Store> store(StoreKind kind, Optional<String> domain, String property) {
        Optional<String> value = properties.value(property, findings);
        if (value.filter(Paths::isRemote).isPresent()) {
            findings.problem(DomibusProblem.STORE_REMOTE, "property", property, "url", Redaction.text(value.get()));
            return Optional.empty();
        }
        return value.flatMap(text -> Paths.absolute(property, text, findings)).map(configured -> {
            Path folder = Paths.real(property, configured, findings);
            boolean present = Files.isDirectory(folder);
            if (present && !Files.isReadable(folder)) {
                findings.problem(DomibusProblem.PATH_NOT_READABLE, "path", folder, "property", property,
                        "reason", "permission denied");
            }
            return new Store(kind, domain, property, configured, folder, present);
        });
    }

    private void overlaps() {
        for (Store inner : stores) {
            for (Store outer : stores) {
                boolean same = inner.folder().equals(outer.folder());
                boolean once = !same || stores.indexOf(inner) > stores.indexOf(outer);
                if (inner != outer && once && inner.folder().startsWith(outer.folder())) {
                    findings.warning(DomibusProblem.STORES_OVERLAP, "first", inner.folder(), "second", outer.folder(),
                            "inner", inner.property(), "outer", outer.property());
                }
            }
        }
    }

    /** Domibus writes there, without failing, when it cannot use the folder it is given. */
    private void temporaryFolder(String temporary) {
        if (temporary == null || temporary.isBlank()) {
            return;
        }
        Optional<Path> folder = Paths.tryAbsolute(temporary.strip()).filter(Files::isDirectory)
                .map(path -> Paths.real("java.io.tmpdir", path, findings))
                .filter(path -> stores.stream().noneMatch(store -> path.startsWith(store.folder())));
        if (folder.isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> payloads = Files.newDirectoryStream(folder.get(), "*.payload")) {
            if (payloads.iterator().hasNext()) {
                findings.warning(DomibusProblem.PAYLOADS_IN_TEMPORARY_FOLDER, "path", folder.get());
            }
        } catch (IOException | DirectoryIteratorException e) {
            findings.problem(DomibusProblem.PATH_NOT_READABLE, "path", folder.get(), "property", "java.io.tmpdir",
                    "reason", Reasons.of(e));
        }
    }
}
