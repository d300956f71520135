package dev.domibusbackup.problem;

/** Problems of the quiet window. */
public enum QuietProblem implements ProblemType {

    ALREADY_OPEN("001", 409, "A quiet window is open since {since}: {purpose} by job {job}.",
            "Restart or abandon that job, or close the window: DELETE /quiet-window."),
    NOT_STOPPED("002", 504, "Domibus ({deployment}) did not stop within {bound}. At work: {work}.",
            "Domibus is started again as soon as its stop ends. If it never ends, restart the server; find out what "
                    + "holds the listeners, or raise domibus.backup.domibus.stop-timeout."),
    NOT_AT_REST("003", 504, "The queue {queue} did not come to rest within {bound}: {delivering} messages are held by "
            + "{clients}.",
            "Stop that application, choose foreignConsumers \"disconnect\" for this backup, or raise "
                    + "domibus.backup.quiet.rest-timeout."),
    NOT_STARTED("004", 502, "Domibus ({deployment}) did not start: {reason}.",
            "Read the server's log and remove the cause; then DELETE /quiet-window, or restart the job, to start it "
                    + "again."),
    NOT_ANSWERING("005", 504, "Domibus ({deployment}) was started but {url} did not answer within {bound}.",
            "Read Domibus's log; raise domibus.backup.domibus.start-timeout if it only needs longer."),
    NONE_OPEN("006", 404, "No quiet window is open.", "Nothing has to be closed."),
    STILL_CLOSING("007", 504, "The quiet window could not be closed within {bound}: {reason}.",
            "It goes on closing by itself. GET /quiet-window shows where it stands; if Domibus's stop never ends, "
                    + "restart the server."),
    RECORD_UNREADABLE("008", 500, "The record of the quiet window {file} cannot be read: {reason}.",
            "See whether Domibus is deployed and its queues are resumed, then remove the file."),
    JOB_RUNNING("009", 409, "The quiet window belongs to the job {job}, which is running.",
            "Stop the job: POST /jobs/{job}/stop. It closes the window itself."),
    NOT_RESUMED("010", 502, "The queue {queue} could not be resumed: {reason}.",
            "Resume it in the server's console, or DELETE /quiet-window to try again."),
    NOT_QUIET("011", 500, "The queue {queue} does not keep still: {reason}.",
            "Find out who works on the queue while Domibus is stopped, and restart the job."),
    BEING_CLOSED("012", 409, "The quiet window is being closed: Domibus ({deployment}) is still stopping or starting.",
            "It goes on by itself: Domibus is started as soon as its stop has ended. Wait until GET /quiet-window "
                    + "answers 404; if its stop never ends, restart the server."),
    LEFT_OPEN("013", 503, "Domibus Backup is undeployed inside the quiet window {window} of the job {job}, open since "
            + "{since}: Domibus ({deployment}) stays stopped, {queues} queues stay paused.",
            "Deploy Domibus Backup again: it looks after the window. Without it, stop the server, run java -jar "
                    + "domibus-backup-offline.jar window close --server with the server's folder, and start the "
                    + "server."),
    LEFT_PAUSED("014", 503, "Domibus Backup is undeployed while the job {job} holds queues paused since {since}: "
            + "{queues}.",
            "Deploy Domibus Backup again: it looks after them. Without it, resume them in the server's console and "
                    + "remove the file {file}.");

    private final Entry entry;

    QuietProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-QUIET-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
