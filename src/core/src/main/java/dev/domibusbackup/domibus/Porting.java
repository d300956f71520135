package dev.domibusbackup.domibus;

/** Whether messages of a destination mean anything to another version of Domibus. */
public enum Porting {
    /** Messages that applications agreed on: they stay valid. */
    YES,
    /** Only with the same version and the same database content. */
    SAME_VERSION,
    /** Useless or harmful: Domibus makes them anew. */
    NO,
    /** Harmless; worth it only if somebody wants them. */
    OPTIONAL
}
