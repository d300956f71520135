package dev.domibusbackup.job.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Chooses the queues of a backup: Domibus's own as discovered, and those that the settings name. */
final class QueueChoice {

    private QueueChoice() {
    }

    /** Those of a backup; one that the settings name and the server lacks is a problem. */
    static List<ExportedQueue> of(Installation installation, ApplicationServer server, Settings settings) {
        List<QueueState> present = server.queues();
        for (Setting setting : List.of(Setting.OWNED_QUEUES, Setting.EXPORTED_QUEUES)) {
            for (String name : settings.list(setting)) {
                if (find(present, name).isEmpty()) {
                    throw BackupProblem.QUEUE_UNKNOWN.exception("key", setting.key(), "queue", name);
                }
            }
        }
        return present(installation, present, settings);
    }

    /** The same as far as the server has them. */
    static List<ExportedQueue> present(Installation installation, List<QueueState> present, Settings settings) {
        Map<String, ExportedQueue> chosen = new LinkedHashMap<>();
        for (DomibusQueue queue : installation.queues()) {
            chosen.put(queue.address(), new ExportedQueue(queue.address(), queue.name(),
                    queue.known().map(KnownDestination::logicalName), true));
        }
        add(Setting.OWNED_QUEUES, true, settings, present, chosen);
        add(Setting.EXPORTED_QUEUES, false, settings, present, chosen);
        return List.copyOf(chosen.values());
    }

    private static void add(Setting setting, boolean owned, Settings settings, List<QueueState> present,
                            Map<String, ExportedQueue> chosen) {
        for (String name : settings.list(setting)) {
            find(present, name).ifPresent(queue -> chosen.putIfAbsent(queue.name(),
                    new ExportedQueue(queue.name(), queue.resource(), Optional.empty(), owned)));
        }
    }

    private static Optional<QueueState> find(List<QueueState> present, String name) {
        return present.stream().filter(state -> state.name().equals(name) || state.resource().equals(name))
                .findFirst();
    }
}
