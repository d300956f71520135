package dev.domibusbackup.job.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.job.backup.ExportContext;
import dev.domibusbackup.job.backup.ExportedQueue;
import dev.domibusbackup.job.backup.MessageSet;
import dev.domibusbackup.job.messages.SealedRemoval;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauseRecord;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/**
 * Takes what the target queues hold into a sealed set and removes exactly that, when it is to be replaced. The set's
 * id and its cuts are kept before the first message is taken, and that all is removed before the first is imported: a
 * restart neither takes nor removes what was imported.
 */
public final class SafetyExport implements PortStep {

    @Override
    public void run(PortRun run) {
        if (run.request().existing() != Existing.REPLACE) {
            return;
        }
        PortState.Safety safety = run.state().safety();
        if (safety != null && safety.removed()) {
            return;
        }
        if (safety == null || !run.repository().contains(safety.set())) {
            safety = take(run, Optional.ofNullable(safety).map(PortState.Safety::set));
        } else {
            // the process may have died between the seal and its note
            MessageSet.noteIfMissing(run.repository(), safety.set(), run.start().user(), run.job());
        }
        SealedRemoval removal = new SealedRemoval(run.server(), run.repository().find(safety.set()), run::checkStop);
        for (QueueCut cut : safety.cuts()) {
            run.checkStop();
            removal.remove(cut);
            long left = run.server().queue(cut.queue()).total();
            if (left > 0) {
                run.warn(ImportProblem.ARRIVED_BEFORE_REMOVAL.with("queue", cut.queue(), "arrived", left));
            }
        }
        run.remember(run.state().with(new PortState.Safety(safety.set(), safety.cuts(), true)));
        run.report();
    }

    /** An export that was not sealed is begun anew: what it took is of another moment. */
    private static PortState.Safety take(PortRun run, Optional<SetId> begun) {
        Repository repository = run.repository();
        begun.ifPresent(id -> repository.partial(id).delete());
        List<QueueCut> cuts = run.targets().stream().sorted().map(run.server()::cut).toList();
        Instant cutAt = Instant.now();
        SetId id = begun.orElseGet(() -> repository.newId(cutAt, Optional.of(
                Optional.ofNullable(run.request().label()).orElse("safety"))));
        PortState.Safety safety = new PortState.Safety(id, cuts, false);
        run.remember(run.state().with(safety));
        new MessageSet(new Context(run, repository.partial(id), cuts), repository).make(new MessageSet.Header(
                run.start().user(), run.job(), run.start().createdAt(),
                Json.mapper().valueToTree(run.found().installation()),
                run.pauses().current().map(QueuePauseRecord::since).orElse(cutAt), cutAt));
        return safety;
    }

    /** The export as a part of this job. */
    private record Context(PortRun run, PartialSet set, List<QueueCut> cuts) implements ExportContext {

        @Override
        public ApplicationServer server() {
            return run.server();
        }

        @Override
        public Settings settings() {
            return run.settings();
        }

        @Override
        public String windowId() {
            return run.job();
        }

        @Override
        public List<ExportedQueue> exported() {
            return cuts.stream().map(cut -> new ExportedQueue(cut.queue(), run.server().queue(cut.queue()).resource(),
                    run.found().installation().queues().stream()
                            .filter(queue -> queue.address().equals(cut.queue())).findFirst()
                            .flatMap(DomibusQueue::known).map(KnownDestination::logicalName), true)).toList();
        }

        @Override
        public Progress progress(String task, String unit) {
            return run.progress("safety-export", unit);
        }

        @Override
        public void warn(Problem warning) {
            run.warn(warning);
        }

        @Override
        public void checkStop() {
            run.checkStop();
        }
    }
}
