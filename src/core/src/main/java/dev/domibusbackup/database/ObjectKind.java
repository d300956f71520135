package dev.domibusbackup.database;

import java.util.Locale;

/** What can lie in a schema and must be in its dump. */
public enum ObjectKind {

    TABLE, VIEW, SEQUENCE, PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, TRIGGER, EVENT;

    /** The word for facts: {@code table}, {@code package body}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
