package dev.domibusbackup.porting;

import java.util.Objects;

/**
 * What becomes of one message.
 *
 * @param decision what becomes of it
 * @param rule     name of the rule that decided; {@code selector} for a selector that did not match, empty for an
 *                 import
 * @param reason   why it is not imported; empty for an import
 */
public record MessageVerdict(Decision decision, String rule, String reason) {

    /** Nothing speaks against it. */
    public static final MessageVerdict IMPORT = new MessageVerdict(Decision.IMPORT, "", "");

    public MessageVerdict {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
    }
}
