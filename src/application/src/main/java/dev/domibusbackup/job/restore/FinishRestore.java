package dev.domibusbackup.job.restore;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.set.Audit;

/** The last step: what was kept for a way back goes, and the set is noted as restored. */
public final class FinishRestore implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        if (!run.state().counted()) {
            throw RestoreWindowProblem.NOT_COUNTED.exception("job", run.job());
        }
        new RestoreFiles().commit(run);
        Map<String, String> details = new LinkedHashMap<>();
        details.put("job", run.job());
        details.put("components", run.components().stream().map(component -> component.key())
                .collect(Collectors.joining(", ")));
        if (run.state().safety() != null) {
            details.put("safetySet", run.state().safety().set().value());
        }
        run.repository().audit().append(new Audit.Entry(Instant.now(), run.start().user(), "restore.done",
                run.set().id().value(), "ok", details));
        run.repository().changeNotes(run.set().id(), notes -> notes.withRestoration(Instant.now()));
        run.publish();
    }
}
