package dev.domibusbackup.domibus;

import java.util.Locale;

/** The application servers on which Domibus runs. */
public enum ServerKind {
    WILDFLY, TOMCAT, WEBLOGIC;

    /** The name as Domibus writes it, as in {@code domibus.environment.server.name} and {@code config/<name>/}. */
    public String domibusName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
