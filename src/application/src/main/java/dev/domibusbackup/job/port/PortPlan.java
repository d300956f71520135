package dev.domibusbackup.job.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.job.messages.Fate;
import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.job.messages.MessageChoice;
import dev.domibusbackup.porting.Decision;
import dev.domibusbackup.porting.MessageFilter;
import dev.domibusbackup.porting.PortingPlan;
import dev.domibusbackup.porting.QueuePlan;
import dev.domibusbackup.porting.TargetFacts;
import dev.domibusbackup.set.BackupSet;

/** What the rules make of a set at this target, and what was counted in its files. */
final class PortPlan {

    private final PortingPlan rules;
    private final BackupSet set;
    private final TargetFacts target;
    private final Map<String, FileCounts> counts = new LinkedHashMap<>();

    PortPlan(PortingPlan rules, BackupSet set, TargetFacts target) {
        this.rules = rules;
        this.set = set;
        this.target = target;
    }

    List<QueuePlan> imported() {
        return rules.imported();
    }

    MessageFilter filter(QueuePlan queue) {
        return new MessageFilter(queue, target);
    }

    void counted(QueuePlan queue, FileCounts found) {
        counts.put(queue.from(), found);
    }

    FileCounts counts(QueuePlan queue) {
        return counts.getOrDefault(queue.from(), FileCounts.NONE);
    }

    /** The queues for the import. */
    List<ImportQueue> toImport() {
        return imported().stream().map(queue -> new ImportQueue(queue.from(), queue.to().orElseThrow(),
                set.folder().resolve(queue.artifact()), queue.messages(), choice(filter(queue)))).toList();
    }

    private static MessageChoice choice(MessageFilter filter) {
        return message -> switch (filter.judge(message).decision()) {
            case IMPORT -> Fate.SENT;
            case SKIP -> Fate.SKIPPED;
            case REFUSE -> Fate.REFUSED;
        };
    }

    PortReport report(PortRun run, Map<String, Long> existing) {
        boolean counting = run.state().begun();
        return new PortReport(set.id(), run.request().rehearsal(), rules.ruleSet().orElse(null),
                rules.sourceVersion().orElse(null), rules.targetVersion().orElse(null), run.request().existing(),
                run.state().safety() == null ? null : run.state().safety().set(),
                rules.queues().stream().map(queue -> {
                    boolean imported = queue.decision() == Decision.IMPORT;
                    ImportTally done = imported && counting ? run.positions().read(run.job(), queue.from())
                            : ImportTally.NONE;
                    return entry(queue, done, existing);
                }).toList());
    }

    private PortReport.Queue entry(QueuePlan queue, ImportTally done, Map<String, Long> existing) {
        FileCounts found = counts(queue);
        long expired = Math.max(done.expired(), found.expired());
        Map<String, Long> notKept = new TreeMap<>();
        done.notKept().forEach((what, count) -> notKept.put(what.name(), count));
        List<PortReport.LeftOut> leftOut = found.verdicts().all().stream()
                .filter(count -> count.verdict().decision() != Decision.IMPORT)
                .map(count -> new PortReport.LeftOut(count.verdict().rule(), count.verdict().decision(),
                        count.verdict().reason(), count.messages())).toList();
        return new PortReport.Queue(queue.from(), queue.to().orElse(null), queue.decision(), queue.reason(),
                queue.messages(), Math.max(0, found.verdicts().of(Decision.IMPORT) - expired), expired, leftOut,
                queue.to().map(existing::get).orElse(null), done.sent(), notKept);
    }
}
