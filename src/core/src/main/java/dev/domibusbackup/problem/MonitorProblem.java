package dev.domibusbackup.problem;

/** Problems of watching the product from the server's own console. */
public enum MonitorProblem implements ProblemType {

    NAME_TAKEN("001", 409, "The JMX name {name} is taken by something else, probably another deployment of Domibus"
            + " Backup in this server.",
            "Undeploy the other one: this one takes the name over as soon as it is free."),
    NOT_REGISTERED("002", 500, "The MBean {name} could not be registered: {reason}.",
            "Look into the server's log. Jobs and the REST API work without it."),
    NOT_LOOKED("003", 503, "The installation could not be looked at: {reason}.",
            "Look into the server's log under {reference}. What is shown is older than usual.");

    private final Entry entry;

    MonitorProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-MON-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
