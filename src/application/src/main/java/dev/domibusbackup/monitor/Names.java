package dev.domibusbackup.monitor;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of our MBeans. */
final class Names {

    static final String INSTALLATION = "Installation";
    static final String JOBS = "Jobs";
    static final String QUIET_WINDOW = "QuietWindow";

    private Names() {
    }

    static ObjectName of(String type) {
        try {
            return new ObjectName("dev.domibusbackup:type=" + type);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(type, e);
        }
    }
}
