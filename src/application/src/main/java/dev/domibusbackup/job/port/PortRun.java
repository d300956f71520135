package dev.domibusbackup.job.port;

import java.util.Map;
import java.util.Set;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.job.JobRun;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.messages.MessageImport;
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
public final class PortRun extends JobRun<PortState, PortReport> {

    private final PortRequest request;
    private final Places places;
    private final BackupSet set;
    private Discovery.Found found;
    private PortPlan plan;
    private MessageImport messages;

    /** The places a run works in. */
    public record Places(ApplicationServer server, Settings settings, Repository repository, QuietWindow quietWindow,
                         QueuePauses pauses, ImportPositions positions) {
    }

    public PortRun(Start start, PortRequest request, Places places, BackupSet set, PortState state,
                   Notebook<PortState, PortReport> notebook) {
        super(start, state, notebook);
        this.request = request;
        this.places = places;
        this.set = set;
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
        Map<String, Long> existing = state().begun() ? state().existing() : TargetCounts.of(this);
        publish(plan.report(this, existing));
    }

    /** Publishes what an execution had done when it failed or was stopped, if it had begun to change something. */
    public void reportEarlyEnd() {
        if (plan != null && state().begun()) {
            report();
        }
    }
}
