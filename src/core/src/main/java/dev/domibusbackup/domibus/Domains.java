package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All domains, also those that are disabled at the moment: whatever has a folder, a property file or a schema.
 *
 * @param generalSchema schema of the users and domains of a multi-tenant installation; empty without tenants
 * @param all           sorted by code
 */
public record Domains(Optional<String> generalSchema, List<Domain> all) {

    /** Multi-tenancy is on exactly when this is set. */
    public static final String GENERAL_SCHEMA = "domibus.database.general.schema";
    /** Schema of the installation, or with a domain code in front of a tenant. */
    public static final String SCHEMA = "domibus.database.schema";

    private static final String SUFFIX = "-domibus.properties";
    private static final String SUPER = "super";

    public Domains {
        all = List.copyOf(all);
    }

    public boolean multiTenant() {
        return generalSchema.isPresent();
    }

    /** The domain of that code. */
    public Optional<Domain> find(String code) {
        return all.stream().filter(domain -> domain.code().equals(code)).findFirst();
    }

    /** The domain whose code stands before the name; without tenants none. */
    Optional<Domain> ofProperty(String name) {
        int dot = name.indexOf('.');
        return multiTenant() && dot > 0 ? find(name.substring(0, dot)) : Optional.empty();
    }

    static Domains read(Optional<ConfigLocation> location, boolean inRoot, EffectiveProperties properties,
            Findings findings) {
        Optional<String> general = properties.value(GENERAL_SCHEMA, findings);
        if (general.isEmpty()) {
            return new Domains(general, List.of(new Domain(Domain.DEFAULT, false, Optional.empty())));
        }
        Map<String, Optional<Path>> folders = new TreeMap<>();
        location.ifPresent(found -> {
            if (inRoot) {
                filesInRoot(found.folder(), folders, findings);
            } else {
                foldersOfDomains(found.folder().resolve("domains"), folders, findings);
            }
        });
        properties.names().stream().filter(name -> name.endsWith("." + SCHEMA))
                .map(name -> name.substring(0, name.length() - SCHEMA.length() - 1))
                .filter(code -> Domain.CODE.matcher(code).matches() && !code.equals(SUPER))
                .forEach(code -> folders.putIfAbsent(code, Optional.empty()));
        List<Domain> domains = new ArrayList<>();
        folders.forEach((code, folder) -> domains.add(new Domain(code, true, folder)));
        return new Domains(general, domains);
    }

    private static void filesInRoot(Path configuration, Map<String, Optional<Path>> folders, Findings findings) {
        folders.put(Domain.DEFAULT, Optional.of(configuration));
        for (Path file : children(configuration, findings)) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                String code = name.substring(0, name.length() - SUFFIX.length());
                if (Domain.CODE.matcher(code).matches() && !code.equals(SUPER)) {
                    folders.put(code, Optional.of(configuration));
                } else if (!code.equals(SUPER)) {
                    findings.warning(DomibusProblem.DOMAIN_CODE_INVALID, "folder", file);
                }
            }
        }
    }

    private static void foldersOfDomains(Path parent, Map<String, Optional<Path>> folders, Findings findings) {
        for (Path folder : children(parent, findings)) {
            String code = folder.getFileName().toString();
            if (!Files.isDirectory(folder) || code.equals("backups")) {
                continue;
            }
            if (!Domain.CODE.matcher(code).matches()) {
                findings.warning(DomibusProblem.DOMAIN_CODE_INVALID, "folder", folder);
                continue;
            }
            folders.put(code, Optional.of(folder));
            if (!Files.exists(folder.resolve(code + SUFFIX))) {
                findings.warning(DomibusProblem.DOMAIN_WITHOUT_PROPERTIES, "domain", code, "file",
                        folder.resolve(code + SUFFIX));
            }
        }
    }

    private static List<Path> children(Path folder, Findings findings) {
        try {
            return Folders.matching(folder, "*");
        } catch (IOException e) {
            findings.problem(DomibusProblem.PATH_NOT_READABLE, "path", folder, "property", "the configuration",
                    "reason", Reasons.of(e));
            return List.of();
        }
    }
}
