package dev.domibusbackup.problem;

/** Problems of the application server and its broker. */
public enum ServerProblem implements ProblemType {

    UNSUPPORTED("001", 500, "This application server is not supported: {server}.",
            "Deploy the EAR on WildFly or TomEE; the README lists the versions that were tested."),

    SERVICE_MISSING("002", 500, "The server offers no service {service}.",
            "Start the server with a configuration that has it: messaging needs standalone-full.xml or one made"
                    + " from it, and the messaging server must have the name {name}."),

    MANAGEMENT_REFUSED("003", 500, "The server refused {operation} on {address}: {reason}.",
            "Look for the same operation in the server's log; after its cause is gone, restart the job."),

    DOMIBUS_NOT_FOUND("004", 404, "No deployment of this server is Domibus: none answers at /domibus, and none has a"
            + " name like domibus*.war.",
            "Deploy Domibus, or name its deployment with domibus.backup.domibus.deployment."),

    DOMIBUS_AMBIGUOUS("005", 409, "Several deployments could be Domibus: {names}.",
            "Say which one with domibus.backup.domibus.deployment."),

    DEPLOYMENT_UNKNOWN("006", 404, "The server has no deployment {name}; it has {known}.",
            "Correct domibus.backup.domibus.deployment."),

    STOP_FAILED("007", 500, "The deployment {name} could not be stopped: {reason}.",
            "Look into the server's log for the service that did not stop; a restart of the server ends it."),

    START_FAILED("008", 500, "The deployment {name} did not start: {reason}.",
            "Look into the logs of Domibus and of the server; when the cause is gone, deploy it with the server's own"
                    + " tools or restart the job."),

    SCANNER_OFF("009", 500, "The deployment {name} is known to the deployment scanner of {folder} alone, and that"
            + " scanner does not scan.",
            "Enable the scanner (scan-enabled=true and a scan-interval above 0) or deploy the file by hand."),

    QUEUE_UNKNOWN("010", 404, "The broker has no queue {queue}.",
            "Compare the name with the queues of the installation; it is the broker's name that counts, for example"
                    + " jms.queue.DomibusDLQ."),

    QUEUE_NOT_PAUSED("011", 500, "The queue {queue} could not be paused or resumed: {reason}.",
            "Look into the server's log; a queue can be paused and resumed in the console of the server too."),

    CUT_UNSTABLE("012", 503, "The counts of queue {queue} did not come to rest in {attempts} attempts.",
            "Another application sends to the queue without pause. Stop it for the moment of the cut."),

    QUEUE_UNREADABLE("013", 500, "Message {message} of queue {queue} cannot be read: {reason}.",
            "Look into the server's log. A message that the broker itself cannot read has to be removed first."),

    CLIENTS_UNREADABLE("014", 500, "Consumers and producers of queue {queue} cannot be listed or closed: {reason}.",
            "Look into the server's log, then restart the job."),

    FOLDER_UNREADABLE("015", 500, "{path} cannot be read or written: {reason}.",
            "Give the user that runs the application server the rights on this folder."),

    INTERRUPTED("016", 503, "Waiting for deployment {name} was interrupted.",
            "The server is probably being stopped. After its start the quiet window is closed by itself."),

    NO_HTTP("017", 500, "The server listens for plain HTTP nowhere.",
            "Bind the socket \"http\" to the loopback address: Domibus is asked there whether it answers."),

    DOMIBUS_NOT_RUNNING("018", 503, "Domibus ({deployment}) is {state}, and no quiet window is the reason.",
            "Start it with the server's own tools, unless somebody stopped it on purpose."),

    QUEUE_FULL("019", 507, "Queue {queue} did not take message {message}: {reason}.",
            "Its address is full, or the broker's disk or memory is. Give it room (max-size-bytes, page-limit-bytes,"
                    + " free disk space) or take messages out of the queue, then restart the job."),

    MESSAGE_REFUSED("020", 500, "The broker refused message {message} for queue {queue}: {reason}.",
            "Look into the server's log. When the message itself is the reason, leave it out by a selector; when the"
                    + " broker is, restart the job after its cause is gone. Nothing of the transaction was kept."),

    NO_TRANSACTION("021", 500, "Messages for queue {queue} cannot be sent: {reason}.",
            "Sending is part of a transaction of the server. If it timed out, give the job a longer transaction"
                    + " timeout or smaller chunks, then restart it."),

    QUEUE_NOT_EMPTIED("022", 500, "Messages of queue {queue} could not be removed: {reason}.",
            "Pause the queue and disconnect its consumers, then restart the job; removing again does no harm."),

    MESSAGES_NOT_HERE("023", 501, "Messages of this server can be neither taken nor brought back: {reason}.",
            "Leave them out, with \"without\": [\"messages\"]; the rest is complete without them."),

    MODEL_BUSY("024", 503, "The server is busy with Domibus ({phase} since {since}), and the installation was not"
            + " looked at before.",
            "Ask again when Domibus runs or is stopped; GET /quiet-window says how long it has been going on.");

    private final Entry entry;

    ServerProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-SRV-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
