package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.job.JobRun;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.setting.Settings;

/**
 * One execution of a restore: what its steps share. What must outlive the process is in its {@link RestoreState}, in
 * the positions of the import, in the journal of the folders and in the record of the quiet window; the rest is found
 * anew by the first step.
 */
public final class RestoreRun extends JobRun<RestoreState, RestoreReport> {

    private final RestoreRequest request;
    private final Places places;
    private final BackupSet set;
    private final Manifest manifest;
    private final List<Runnable> onStop = new CopyOnWriteArrayList<>();
    private final ReportParts parts = new ReportParts();
    private Discovery.Found found;
    private MessageImport messages;
    private RestoreTargets targets = new RestoreTargets(List.of(), List.of(), List.of());
    private List<Problem> unfit = new ArrayList<>();
    private Rollback rollback;
    private Consumer<Rollback> giveUp = others -> { };

    /**
     * The places a run works in.
     *
     * @param spentOnSet how long each task of the job took that made the set; empty where that is not known
     */
    public record Places(ApplicationServer server, Settings settings, Repository repository, QuietWindow quietWindow,
                         QueuePauses pauses, ImportPositions positions, Map<String, Duration> spentOnSet) {
    }

    public RestoreRun(Start start, RestoreRequest request, Places places, BackupSet set, RestoreState state,
                      Notebook<RestoreState, RestoreReport> notebook) {
        super(start, state, notebook);
        this.request = request;
        this.places = places;
        this.set = set;
        manifest = set.manifest();
    }

    public RestoreRequest request() {
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

    Map<String, Duration> spentOnSet() {
        return places.spentOnSet();
    }

    BackupSet set() {
        return set;
    }

    Manifest manifest() {
        return manifest;
    }

    /** The components that take part: chosen, and in the set. */
    Set<Component> components() {
        Set<Component> chosen = request.chosen();
        chosen.retainAll(manifest.components());
        return chosen;
    }

    boolean takes(Component component) {
        return components().contains(component);
    }

    /** Whether Domibus has to be stopped: not when schemas are cloned and nothing else. */
    boolean needsWindow() {
        Set<Component> chosen = components();
        if (request.clones()) {
            chosen.remove(Component.DATABASES);
        }
        return !chosen.isEmpty();
    }

    /**
     * Whether the installation is being changed by this restore or by one that it takes back, or was: then it is as no
     * set ever was, and what was found out before
     * the first change can no longer be.
     */
    boolean hasChanged() {
        return state().counted() || places.quietWindow().current().filter(QuietWindowRecord::isChanged)
                .filter(window -> window.job().equals(job()) || rollback != null && rollback.takesBack(window.job()))
                .isPresent();
    }

    /** What is here; set by the first step. */
    Discovery.Found found() {
        return found;
    }

    void found(Discovery.Found here) {
        found = here;
    }

    /** What comes back, and where to; set by the first step. */
    RestoreTargets targets() {
        return targets;
    }

    void goesTo(RestoreTargets made) {
        targets = made;
    }

    /** What speaks against the restore that is rehearsed. */
    List<Problem> unfit() {
        return unfit;
    }

    void unfit(List<Problem> problems) {
        unfit = new ArrayList<>(problems);
    }

    void unfitToo(List<Problem> problems) {
        unfit.addAll(problems);
    }

    /** The import itself; empty when messages take no part. Set by the first step. */
    public Optional<MessageImport> messages() {
        return Optional.ofNullable(messages);
    }

    void imports(MessageImport prepared) {
        messages = prepared;
    }

    /** The same for the batch runtime, which has a step for it in any case: one that imports nothing. */
    public MessageImport importing() {
        return messages().orElseGet(() -> new MessageImport(job(), List.of(), server(), positions(), Long.MAX_VALUE,
                progress("import-messages", "messages"), this::checkStop));
    }

    /** What this restore takes back; empty as a rule. Set before the first step. */
    public Optional<Rollback> rollback() {
        return Optional.ofNullable(rollback);
    }

    /**
     * Notes that this restore takes back others.
     *
     * @param givingUp sees to it that they can no longer be restarted
     */
    public void takesBack(Rollback others, Consumer<Rollback> givingUp) {
        rollback = others;
        giveUp = givingUp;
        if (!others.newest().equals(state().rollsBack())) {
            remember(state().rollingBack(others.newest()));
        }
    }

    /** What was taken back cannot go on: the installation is no longer what it left. Nothing where there is none. */
    void giveUpTakenBack() {
        rollback().ifPresent(giveUp);
    }

    /** What the report is made of. */
    ReportParts report() {
        return parts;
    }

    /** Publishes what was done so far. */
    void publish() {
        publish(parts.report(this));
    }

    /** Ends the watch for the wish to stop. */
    interface Stopping extends AutoCloseable {

        @Override
        void close();
    }

    /** What ends a piece of work at once when the operator asks to stop; closed when the piece is done. */
    Stopping onStop(Runnable end) {
        onStop.add(end);
        return () -> onStop.remove(end);
    }

    @Override
    public void stop() {
        super.stop();
        onStop.forEach(Runnable::run);
    }
}
