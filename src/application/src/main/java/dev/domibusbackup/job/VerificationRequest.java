package dev.domibusbackup.job;

import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a verification to do.
 *
 * @param set  the set to read; the newest without it
 * @param deep bring everything back into places made for that, compare, and remove it again
 */
public record VerificationRequest(SetId set, Boolean deep) {

    /** The verification without any wish: the newest set, by reading it. */
    public static final VerificationRequest DEFAULT = new VerificationRequest(null, null);

    public VerificationRequest {
        deep = Boolean.TRUE.equals(deep);
    }
}
