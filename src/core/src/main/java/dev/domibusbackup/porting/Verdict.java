package dev.domibusbackup.porting;

import java.util.Objects;

/**
 * What a rule set says of a destination.
 *
 * @param decision     what becomes of its messages
 * @param reason       why, in a sentence for the operator
 * @param sameDatabase whether the messages point to rows of Domibus's database, so that they may be imported only into
 *                     an installation that has these rows
 */
public record Verdict(Decision decision, String reason, boolean sameDatabase) {

    public Verdict {
        Objects.requireNonNull(decision, "decision");
        if (!reason.matches("[A-Z].*\\.")) {
            throw new IllegalArgumentException("a reason is a sentence: " + reason);
        }
    }

    /** A reason within a sentence, which has a full stop of its own. */
    static String within(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
}
