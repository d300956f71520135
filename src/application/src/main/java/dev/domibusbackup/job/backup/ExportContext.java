package dev.domibusbackup.job.backup;

import java.util.List;

import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.setting.Settings;

/** What an export of messages needs of the job that it belongs to. */
public interface ExportContext {

    ApplicationServer server();

    Settings settings();

    /** The set in the making. */
    PartialSet set();

    /** What ties finished queues to the moment they were taken at. */
    String windowId();

    /** The queues at that moment. */
    List<QueueCut> cuts();

    /** The queues to take; one without a cut is taken as it is when its turn comes. */
    List<ExportedQueue> exported();

    Progress progress(String task, String unit);

    /** Tells the operator; the job goes on. */
    void warn(Problem warning);

    /** Throws {@link StopRequested} when the operator asked to stop. */
    void checkStop();
}
