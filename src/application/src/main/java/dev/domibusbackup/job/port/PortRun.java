package dev.domibusbackup.job.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * One execution of a porting: what its steps share. What must outlive the process is in its {@link PortState}, in the
 * positions of the import and in the record of paused queues; the rest is found anew by the first step.
 */
public final class PortRun {

    private final Start start;
    private final PortRequest request;
    private final Places places;
    private final BackupSet set;
    private final Notebook<PortState, PortReport> notebook;
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final List<Problem> warnings = new ArrayList<>();
    private PortState state;
    private Discovery.Found found;
    private PortPlan plan;
    private MessageImport messages;

    /**
     * Who began the job, and when.
     *
     * @param job       UUID of the job
     * @param user      who asked for it
     * @param createdAt when
     */
    public record Start(String job, String user, Instant createdAt) {
    }

    /** The places a run works in. */
    public record Places(ApplicationServer server, Settings settings, Repository repository, QuietWindow quietWindow,
                         QueuePauses pauses, ImportPositions positions) {
    }

    public PortRun(Start start, PortRequest request, Places places, BackupSet set, PortState state,
                   Notebook<PortState, PortReport> notebook) {
        this.start = start;
        this.request = request;
        this.places = places;
        this.set = set;
        this.state = state;
        this.notebook = notebook;
    }

    Start start() {
        return start;
    }

    String job() {
        return start.job();
    }

    public PortRequest request() {
        return request;
    }

    ApplicationServer server() {
        return places.server();
    }

    Settings settings() {
        return places.settings();
    }

    Repository repository() {
        return places.repository();
    }

    QuietWindow quietWindow() {
        return places.quietWindow();
    }

    QueuePauses pauses() {
        return places.pauses();
    }

    ImportPositions positions() {
        return places.positions();
    }

    BackupSet set() {
        return set;
    }

    Progress progress(String task, String unit) {
        return notebook.progress(task, unit);
    }

    /** Tells the operator once, however often a restarted job finds it again. */
    void warn(Problem warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
            notebook.warning(warning);
        }
    }

    /** What earlier executions of the job have warned of. */
    public void warnedBefore(List<Problem> earlier) {
        warnings.addAll(earlier);
    }

    PortState state() {
        return state;
    }

    void remember(PortState now) {
        notebook.remember(now);
        state = now;
    }

    Discovery.Found found() {
        return found;
    }

    PortPlan plan() {
        return plan;
    }

    void found(Discovery.Found target, PortPlan made) {
        found = target;
        plan = made;
        messages = new MessageImport(job(), made.toImport(), server(), positions(),
                settings().number(Setting.CHUNK_BYTES) << 10, progress("import-messages", "messages"),
                this::checkStop);
    }

    /** The import itself; only after the first step. */
    public MessageImport messages() {
        return messages;
    }

    /** Broker names of the queues that get messages. */
    Set<String> targets() {
        return messages.targets();
    }

    /** Publishes what was done so far. */
    void report() {
        Map<String, Long> existing = state.begun() ? state.existing() : TargetCounts.of(this);
        notebook.report(plan.report(this, existing));
    }

    /** Publishes what an execution had done when it failed or was stopped, if it had begun to change something. */
    public void reportEarlyEnd() {
        if (plan != null && state.begun()) {
            report();
        }
    }

    /** Asks the run to end as soon as it can. */
    public void stop() {
        stopRequested.set(true);
    }

    public boolean isStopRequested() {
        return stopRequested.get();
    }

    /** Leaves the piece of work at hand when the operator asked to stop. */
    void checkStop() {
        if (stopRequested.get()) {
            throw new StopRequested();
        }
    }
}
