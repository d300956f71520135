package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.Manifest.QueueEntry;

/**
 * What of a set the operator chose.
 *
 * @param databases schemas
 * @param folders   folders of the components configuration, plugins and payloads, and the stores of messages
 * @param queues    queues to import messages into, also such as are not Domibus's own
 * @param problems  choices that the set does not hold
 */
record RestoreScope(List<DatabaseEntry> databases, List<FolderEntry> folders, List<QueueEntry> queues,
                    List<Problem> problems) {

    private static final List<Component> FOLDERS =
            List.of(Component.CONFIGURATION, Component.PLUGINS, Component.PAYLOADS);

    static RestoreScope of(Manifest manifest, RestoreRequest request, Collection<Component> components) {
        List<Problem> problems = new ArrayList<>();
        List<String> tenants = request.tenants();
        check(problems, manifest, "schema", request.schemas(), names(manifest.databases(), DatabaseEntry::schema));
        check(problems, manifest, "schema", request.targetSchemas().keySet(),
                names(manifest.databases(), DatabaseEntry::schema));
        check(problems, manifest, "domain", tenants, Stream.concat(
                manifest.databases().stream().map(DatabaseEntry::domain),
                manifest.folders().stream().map(FolderEntry::domain)).filter(domain -> domain != null).distinct()
                .toList());
        for (String queue : request.queues()) {
            if (manifest.queues().stream().noneMatch(entry -> isNamed(entry, queue))) {
                problems.add(notHeld(manifest, "queue", queue, names(manifest.queues(), QueueEntry::name)));
            }
        }
        Predicate<String> ofTenant = domain -> tenants.isEmpty() || domain != null && tenants.contains(domain);
        List<DatabaseEntry> databases = manifest.databases().stream()
                .filter(entry -> components.contains(Component.DATABASES))
                .filter(entry -> request.schemas().isEmpty() || request.schemas().contains(entry.schema()))
                .filter(entry -> !request.clones() || request.targetSchemas().containsKey(entry.schema()))
                .filter(entry -> ofTenant.test(entry.domain())).toList();
        List<FolderEntry> folders = manifest.folders().stream()
                .filter(entry -> components.contains(entry.component()))
                .filter(entry -> RestoreStores.isStore(entry)
                        || FOLDERS.contains(entry.component()) && ofTenant.test(entry.domain())).toList();
        boolean stores = folders.stream().anyMatch(RestoreStores::isStore);
        if (stores && !request.queues().isEmpty()) {
            problems.add(ActiveMqProblem.WHOLE_ALONE.with("set", manifest.id(), "queues",
                    String.join(", ", request.queues())));
        }
        List<QueueEntry> queues = manifest.queues().stream()
                .filter(entry -> components.contains(Component.MESSAGES) && !stores)
                .filter(entry -> request.queues().isEmpty()
                        || request.queues().stream().anyMatch(name -> isNamed(entry, name))).toList();
        return new RestoreScope(databases, folders, queues, problems);
    }

    /** Whether a queue goes by that name: the broker's, the server's or Domibus's own. */
    static boolean isNamed(QueueEntry entry, String name) {
        return Stream.of(entry.name(), entry.resource(), entry.logicalName()).anyMatch(name::equals);
    }

    private static void check(List<Problem> problems, Manifest manifest, String what, Collection<String> chosen,
                              List<String> known) {
        chosen.stream().filter(name -> !known.contains(name))
                .forEach(name -> problems.add(notHeld(manifest, what, name, known)));
    }

    private static Problem notHeld(Manifest manifest, String what, String name, List<String> known) {
        return RestoreProblem.NOT_IN_SET.with("set", manifest.id(), "what", what, "name", name, "known",
                Optional.of(String.join(", ", known)).filter(names -> !names.isEmpty()).orElse("none"));
    }

    private static <T> List<String> names(List<T> entries, Function<T, String> name) {
        return entries.stream().map(name).toList();
    }
}
