package dev.domibusbackup.job;

import java.util.Arrays;
import java.util.Optional;

/** The batch jobs; their names are unique in a server. */
public enum JobName {
    BACKUP("domibus-backup", BackupRequest.DEFAULT), VERIFY("domibus-verify", VerificationRequest.DEFAULT),
    PORT("domibus-port-messages", PortRequest.DEFAULT), RESTORE("domibus-restore", RestoreRequest.DEFAULT),
    PRUNE("domibus-prune", PruneRequest.DEFAULT);

    private final String xml;
    private final Object defaultRequest;

    JobName(String xml, Object defaultRequest) {
        this.xml = xml;
        this.defaultRequest = defaultRequest;
    }

    /** Name of the job and of its XML file. */
    public String xml() {
        return xml;
    }

    /** The request of a job that was started without one. */
    Object defaultRequest() {
        return defaultRequest;
    }

    static Optional<JobName> of(String xml) {
        return Arrays.stream(values()).filter(name -> name.xml.equals(xml)).findFirst();
    }
}
