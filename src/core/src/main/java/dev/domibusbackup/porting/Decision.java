package dev.domibusbackup.porting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a queue or of one message. */
public enum Decision {
    /** It is imported. */
    IMPORT,
    /** It is left out: worth nothing at the target. A queue is imported all the same when it is named. */
    SKIP,
    /** It is not imported, not even when named: the target would destroy it, or do harm with it. */
    REFUSE;

    /** The name in JSON. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
