package dev.domibusbackup.job.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.Reporter;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.QuietWindowTimes;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.WorkLedger;
import dev.domibusbackup.setting.Settings;

/**
 * One execution of a backup: what its steps share. What must outlive the process is in the set's ledger and in the
 * record of the quiet window; the rest is found anew by the first step of the next execution.
 */
public final class BackupRun implements ExportContext {

    private final Start start;
    private final BackupRequest request;
    private final ApplicationServer server;
    private final Settings settings;
    private final Repository repository;
    private final QuietWindow quietWindow;
    private final PartialSet set;
    private final Reporter reporter;
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final List<RunningDump> dumps = new CopyOnWriteArrayList<>();
    private final List<Problem> warnings = new CopyOnWriteArrayList<>();
    private Installation installation;
    private DomibusDeployment domibus;
    private List<ExportedQueue> queues = List.of();
    private QuietWindowRecord window;
    private QuietWindow.Closed closed;
    private SettingsHashes settingsBefore;

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
                         PartialSet set) {
    }

    public BackupRun(Start start, BackupRequest request, Places places, Reporter reporter) {
        this.start = start;
        this.request = request;
        this.server = places.server();
        this.settings = places.settings();
        this.repository = places.repository();
        this.quietWindow = places.quietWindow();
        this.set = places.set();
        this.reporter = reporter;
    }

    Start start() {
        return start;
    }

    /** UUID of the job. */
    public String job() {
        return start.job();
    }

    /** Whether the set is sealed already, by an earlier execution or by this one. */
    public boolean isSealed() {
        return set == null || repository.contains(set.id());
    }

    /** Whether nothing has to be taken any more: all of one window, which is closed, is in the set's ledger. */
    public boolean isEverythingTaken() {
        return isSealed() || set.ledger().piece(Pieces.TAKEN).isPresent();
    }

    /** Notes that all of this window is in the set. */
    void everythingTaken() {
        set.ledger().record(new WorkLedger.Piece(Pieces.TAKEN, windowId(), List.of(), Pieces.json(times())));
    }

    /** The times of the window for the manifest. */
    QuietWindowTimes times() {
        return set.ledger().piece(Pieces.TAKEN).map(piece -> piece.entryAs(QuietWindowTimes.class))
                .orElseGet(() -> closed().map(end -> new QuietWindowTimes(window.id(), window.openedAt(),
                                window.cutAt(), end.closedAt(), end.unavailable()))
                        .orElseGet(() -> new QuietWindowTimes(window.id(), window.openedAt(), window.cutAt(), null,
                                null)));
    }

    public BackupRequest request() {
        return request;
    }

    boolean takes(Component component) {
        return request.takes(component);
    }

    @Override
    public ApplicationServer server() {
        return server;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    Repository repository() {
        return repository;
    }

    QuietWindow quietWindow() {
        return quietWindow;
    }

    @Override
    public PartialSet set() {
        return set;
    }

    /** Existing folder for temporary files, on the repository's file system. */
    Path work() {
        return set.workFolder();
    }

    @Override
    public Progress progress(String task, String unit) {
        return reporter.progress(task, unit);
    }

    /** Tells the operator once, however often a restarted job finds it again. */
    @Override
    public void warn(Problem warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
            reporter.warning(warning);
        }
    }

    /** What earlier executions of the job have warned of; it is true of the set as well. */
    public void warnedBefore(List<Problem> earlier) {
        warnings.addAll(earlier);
    }

    List<Problem> warnings() {
        return new ArrayList<>(warnings);
    }

    /** Set by the first step. */
    Installation installation() {
        return installation;
    }

    DomibusDeployment domibus() {
        return domibus;
    }

    List<ExportedQueue> queues() {
        return queues;
    }

    void found(Installation found, DomibusDeployment deployment, List<ExportedQueue> exported) {
        installation = found;
        domibus = deployment;
        queues = List.copyOf(exported);
    }

    /** The quiet window of this execution, once it is open. */
    Optional<QuietWindowRecord> window() {
        return Optional.ofNullable(window);
    }

    /** Id of the quiet window; only in steps after it was opened. */
    @Override
    public String windowId() {
        return window().orElseThrow(() -> new IllegalStateException("no quiet window is open")).id();
    }

    @Override
    public List<QueueCut> cuts() {
        return window().orElseThrow(() -> new IllegalStateException("no quiet window is open")).cuts();
    }

    @Override
    public List<ExportedQueue> exported() {
        return takes(Component.MESSAGES) ? queues : List.of();
    }

    void opened(QuietWindowRecord open) {
        window = open;
    }

    /** The window as it was closed by this execution; empty while it is open or was left open on request. */
    Optional<QuietWindow.Closed> closed() {
        return Optional.ofNullable(closed);
    }

    void closed(QuietWindow.Closed window) {
        closed = window;
    }

    /** Hashes of the server's settings before anything was touched. */
    Optional<SettingsHashes> settingsBefore() {
        return Optional.ofNullable(settingsBefore);
    }

    void settingsBefore(SettingsHashes hashes) {
        settingsBefore = hashes;
    }

    List<RunningDump> dumps() {
        return dumps;
    }

    /** Asks the run to end as soon as it can. */
    public void stop() {
        stopRequested.set(true);
        dumps.forEach(RunningDump::kill);
    }

    /** Leaves the piece of work at hand when the operator asked to stop. */
    @Override
    public void checkStop() {
        if (stopRequested.get()) {
            throw new StopRequested();
        }
    }

    public boolean isStopRequested() {
        return stopRequested.get();
    }

    /** Ends what lives in this process alone: dump programs. */
    public void release() {
        dumps.forEach(RunningDump::close);
        dumps.clear();
    }
}
