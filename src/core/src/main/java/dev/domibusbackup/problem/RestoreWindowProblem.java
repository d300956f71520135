package dev.domibusbackup.problem;

/** Problems of the quiet window in which a restore changes the installation, and of the way back. */
public enum RestoreWindowProblem implements ProblemType {

    CHANGED("080", 409, "The restore {job} has been changing this installation since {since} and has not ended: "
            + "Domibus stays stopped, also over a reboot of the server.",
            "Wait for it if it is at work. Otherwise go on: POST /jobs/{job}/restart; or go back to what was there "
                    + "before it: POST /backups/{set}/restores. Only where that set is lost or found damaged "
                    + "(POST /backups/{set}/verifications) may another whole set take the place of this restore."),
    CHANGED_FOR_GOOD("081", 409, "The restore {job} has been changing this installation since {since} and has not "
            + "ended: Domibus stays stopped, also over a reboot of the server. It was asked for without a safety "
            + "backup: there is no way back.",
            "Wait for it if it is at work. Otherwise go on: POST /jobs/{job}/restart; where that cannot work, start "
                    + "the restore of a whole set: it takes the place of this one."),
    AWAKE("082", 409, "While the restore {job} was not at its end, somebody had {what}.",
            "It was undone at once. Let nobody start Domibus before the restore has ended or was taken back; "
                    + "GET /quiet-window says what to call. See in Domibus's log what it did meanwhile."),
    NOT_COUNTED("083", 500, "The quiet window of the restore {job} cannot be closed: what it brought back was not "
            + "counted yet.",
            "Restart the job: POST /jobs/{job}/restart."),
    NO_WAY_BACK("084", 200, "No safety backup was taken, as the request asked for: this restore cannot be undone.",
            "Leave the field safetyBackup out of the request the next time."),
    WINDOW_GONE("085", 409, "The quiet window of the restore {job} is no longer open.",
            "Nothing more was changed. See what GET /quiet-window and the audit say, then restart the job."),
    STAYED("086", 200, "{messages} messages of the queue {queue} came after the cut; they stay in it.",
            "They stand before those of the set. Nothing has to be done."),
    NOT_WHOLE("087", 409, "The restore {job} left the installation half changed, and this one would bring back only a "
            + "part of the set {set}.",
            "Ask for all of the set: leave components, without, queues, schemas, tenants, targetSchemas, server, "
                    + "database and configuration out of the request."),
    STALE("088", 409, "The restore {job} had begun to change this installation, and its quiet window is no longer open: "
            + "what it had done may have been undone by now.",
            "It cannot go on. Start anew: POST /backups/{set}/restores."),
    STAYS_DOWN("089", 200, "Domibus ({deployment}) was not running before and was not started: it was not looked at "
            + "whether it is well.",
            "Start it when you are done; what was brought back is whole and counted."),
    NOT_ALL_BACK("090", 500, "Not everything of the restore {job} is back: {missing}.",
            "Domibus stays stopped. Restart the job: POST /jobs/{job}/restart."),
    INTERRUPTED("091", 503, "The restore {job} was interrupted in its step {step}, and nobody had asked it to stop.",
            "The server is probably being stopped. Restart the job after its start: POST /jobs/{job}/restart.");

    private final Entry entry;

    RestoreWindowProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
