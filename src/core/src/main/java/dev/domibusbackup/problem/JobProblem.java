package dev.domibusbackup.problem;

/** Problems of jobs. */
public enum JobProblem implements ProblemType {

    UNKNOWN("001", 404, "There is no job {job}.", "GET /jobs lists the jobs."),
    BUSY("002", 409, "The job {job} is at work on this installation.",
            "One job at a time reads or changes the installation. Wait for it, or stop it: POST /jobs/{job}/stop."),
    NOT_RESTARTABLE("003", 409, "The job {job} is {status} and cannot be restarted.",
            "Only a failed, stopped or interrupted job can be restarted. Start a new one."),
    NOT_RUNNING("004", 409, "The job {job} is {status}, not running.", "Nothing has to be stopped."),
    STILL_RUNNING("005", 409, "The job {job} is running.", "Stop it first: POST /jobs/{job}/stop."),
    START_FAILED("006", 500, "The server's batch runtime did not start the job {name}: {reason}.",
            "Read the server's log; see that the job repository's data source works."),
    UNEXPECTED("007", 500, "The step {step} failed: {reason}.",
            "Read the server's log at this time; restart the job when the cause is gone."),
    STOPPED("008", 409, "The job was stopped on request in the step {step}.",
            "Restart it to go on: POST /jobs/{job}/restart."),
    INTERRUPTED("009", 500, "The server ended while the job was running (process {pid}).",
            "Restart the job to go on: POST /jobs/{job}/restart."),
    NOT_IN_CATALOG("010", 404, "The batch runtime knows execution {execution} but our catalogue does not.",
            "Start a new job; the old one belongs to another installation."),
    SETTINGS_CHANGED("011", 200, "The server's settings changed while the backup ran: {files}.",
            "Look whether somebody changed the server meanwhile; the set holds the settings as they were before."),
    CLUSTERED("012", 409, "This Domibus is clustered: {reason}.",
            "Clusters are not supported yet: every node keeps its own messages. Take the nodes out of the cluster, or "
                    + "follow the manual procedure."),
    NOT_LINUX("013", 409, "This server runs on {system}.", "Backups are supported on Linux."),
    NOTHING_CHOSEN("014", 400, "The backup would hold nothing: every component is left out.",
            "Choose at least one component."),
    UNDEPLOYED("015", 503, "Domibus Backup was undeployed while the job was in the step {step}.",
            "Deploy it again and restart the job: POST /jobs/{job}/restart."),
    CUT_OFF("016", 503, "The step {step} was cut off, and nobody had asked the job to stop.",
            "The server is probably being stopped. Restart the job after its start: POST /jobs/{job}/restart.");

    private final Entry entry;

    JobProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-JOB-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
