package dev.domibusbackup.quiet;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What to do with other applications' consumers that hold messages of Domibus's queues. */
public enum ForeignConsumers {
    WAIT, DISCONNECT;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
