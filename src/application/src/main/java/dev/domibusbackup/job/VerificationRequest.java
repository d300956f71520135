package dev.domibusbackup.job;

import java.util.Objects;

import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a verification to do.
 *
 * @param set the set to read
 */
public record VerificationRequest(SetId set) {

    public VerificationRequest {
        Objects.requireNonNull(set, "set");
    }
}
