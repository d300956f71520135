package dev.domibusbackup.set;

import java.time.Instant;

/**
 * What changes about a set; kept beside the sets, so that it survives the loss of the database.
 *
 * @param pinned       never removed while true
 * @param manifestHash SHA-256 of the manifest at the seal; absent for a set that was copied in from elsewhere
 * @param lastVerified when a verification last ended well
 * @param lastFailed   when a verification last ended badly
 */
public record SetNotes(boolean pinned, String manifestHash, Instant lastVerified, Instant lastFailed) {

    static final SetNotes NONE = new SetNotes(false, null, null, null);

    public SetNotes withPinned(boolean pin) {
        return new SetNotes(pin, manifestHash, lastVerified, lastFailed);
    }

    public SetNotes withManifestHash(String hash) {
        return new SetNotes(pinned, hash, lastVerified, lastFailed);
    }

    /** Notes the end of a verification. */
    public SetNotes withVerification(Instant at, boolean good) {
        return new SetNotes(pinned, manifestHash, good ? at : lastVerified, good ? lastFailed : at);
    }
}
