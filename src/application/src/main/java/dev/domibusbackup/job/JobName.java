package dev.domibusbackup.job;

import java.util.Arrays;
import java.util.Optional;

/** The batch jobs; their names are unique in a server. */
public enum JobName {
    BACKUP("domibus-backup"), VERIFY("domibus-verify");

    private final String xml;

    JobName(String xml) {
        this.xml = xml;
    }

    /** Name of the job and of its XML file. */
    public String xml() {
        return xml;
    }

    static Optional<JobName> of(String xml) {
        return Arrays.stream(values()).filter(name -> name.xml.equals(xml)).findFirst();
    }
}
