package dev.domibusbackup.message.artemis;

import java.io.IOException;

/** A body is not what its type's encoding says; the message names the rule that is broken, never a value. */
final class BrokenEncoding extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenEncoding(String rule) {
        super(rule);
    }
}
