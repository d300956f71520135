package dev.domibusbackup.job.port;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.domibusbackup.domibus.Domain;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.porting.PortingPlan;
import dev.domibusbackup.porting.PortingRules;
import dev.domibusbackup.porting.PortingTarget;
import dev.domibusbackup.porting.TargetFacts;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Makes plans: rules, set and this installation held together. Changes nothing. */
public final class PortPlans {

    private PortPlans() {
    }

    /** What the rules say, with everything that speaks against beginning. */
    public static PortingPlan rules(BackupSet set, PortRequest request, Discovery.Found target,
                                    ApplicationServer server, Settings settings) {
        PortingRules rules = settings.path(Setting.PORTING_RULES).map(PortingRules::of)
                .orElseGet(PortingRules::standard);
        List<QueueFacts> queues = server.queues().stream()
                .map(queue -> new QueueFacts(queue.resource(), queue.name(), queue.jndiNames(), false)).toList();
        return PortingPlan.of(set.manifest(), new PortingTarget(target.installation().view(), queues),
                request.choice(), rules);
    }

    static TargetFacts facts(Discovery.Found target) {
        Set<String> domains = target.installation().domains().all().stream().map(Domain::code)
                .collect(Collectors.toSet());
        return new TargetFacts(domains, PortPlans::isFile);
    }

    /** A file as the FS plugin names it: a path, or a URL of Commons VFS. */
    static boolean isFile(String name) {
        try {
            return Files.isRegularFile(name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name));
        } catch (IllegalArgumentException notOfThisFileSystem) {
            return false;
        }
    }
}
