package dev.domibusbackup.api;

import dev.domibusbackup.job.VerificationRequest;
import dev.domibusbackup.set.SetId;

/**
 * What may be said of a verification; the set is in the path.
 *
 * @param deep bring everything back into places made for that, compare, and remove it again
 */
public record VerificationWish(Boolean deep) {

    VerificationRequest of(SetId set) {
        return new VerificationRequest(set, deep);
    }
}
