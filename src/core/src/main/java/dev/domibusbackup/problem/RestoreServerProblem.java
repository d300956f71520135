package dev.domibusbackup.problem;

/** Problems of a restore with the WAR, with the server's own part, with its price and with the health of Domibus. */
public enum RestoreServerProblem implements ProblemType {

    WAR_MISSING("100", 422, "The set {set} has the component application, but no WAR: {found}.",
            "Was it edited? Verify the set, or leave the component application out."),
    WAR_FORM_DIFFERS("101", 422, "The WAR of the set is {set}, but the deployment {deployment} is {here}.",
            "Deploy Domibus here in the form that the set has, or leave the component application out and deploy the"
                    + " right WAR yourself before the restore."),
    NOT_STOPPED("102", 409, "The deployment {deployment} is {state}: its content cannot be replaced.",
            "Stop it with the server's own tools, then restart the job."),
    NAME_DIFFERS("103", 200, "The WAR of the set was deployed as {set}; the deployment here is {deployment} with the"
            + " runtime name {here}.",
            "The content is replaced and the names stay. If the set's WAR has no context root of its own it answers"
                    + " at another address afterwards; deploy it as {set} then."),
    WAR_NOT_REPLACED("104", 500, "The content of the deployment {deployment} could not be replaced: {reason}.",
            "Look into the server's log; after its cause is gone, restart the job."),
    WAR_READS_OTHERWISE("105", 500, "The deployment {deployment} has the content {found} after it was replaced, not"
            + " {expected}.", "Restart the job. If it happens again, verify the set and the disk of the server."),
    ONE_STEP_LEFT("106", 200, "{count} things of the server differ from the set {set} and cannot be replaced while the"
            + " server runs; the first are: {first}.",
            "Stop the server and run \"{command}\". It ends the restore, and puts the logs of the set back too unless you"
                    + " add --without-logs. The set is pinned for that; unpin it afterwards."),
    ARGUMENTS_DIFFER("107", 200, "The server was started with other arguments than when the set {set} was made:"
            + " {differences}.",
            "Compare bin/standalone.conf, the service's unit and the environment with server/startup-arguments.txt of"
                    + " the set, and restart the server when they are right."),

    HEALTH_FAILED("110", 503, "The restore is complete and Domibus runs, but it is not well: {failed}.",
            "Look into the logs of Domibus; when the cause is gone, restart the job, which checks again. The safety"
                    + " set takes the restore back."),
    HEALTH_DOUBTFUL("111", 200, "Domibus runs again, but a check failed: {check}: {detail}.",
            "Look into Domibus's own monitoring and logs."),

    PRICE_UNKNOWN("120", 200, "What going back costs cannot be counted in the schema {schema}: {counts}, because"
            + " {reason}.", "Ask Domibus's console for the messages since {cut} before you go back.");

    private final Entry entry;

    RestoreServerProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-RST-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
