package dev.domibusbackup.job;

import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a verification to do.
 *
 * @param set the set to read; the newest without it
 */
public record VerificationRequest(SetId set) {

    /** The verification without any wish: the newest set. */
    public static final VerificationRequest DEFAULT = new VerificationRequest(null);
}
