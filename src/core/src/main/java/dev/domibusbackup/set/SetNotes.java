package dev.domibusbackup.set;

import java.time.Instant;

/**
 * What changes about a set; kept beside the sets, so that it survives the loss of the database.
 *
 * @param pinned       never removed while true
 * @param manifestHash SHA-256 of the manifest at the seal; absent for a set that was copied in from elsewhere
 * @param lastVerified when a verification last ended well
 * @param lastFailed   when a verification last ended badly
 * @param lastRestored when a restore of it last ended well
 */
public record SetNotes(boolean pinned, String manifestHash, Instant lastVerified, Instant lastFailed,
                       Instant lastRestored) {

    public static final SetNotes NONE = new SetNotes(false, null, null, null, null);

    public SetNotes withPinned(boolean pin) {
        return new SetNotes(pin, manifestHash, lastVerified, lastFailed, lastRestored);
    }

    public SetNotes withManifestHash(String hash) {
        return new SetNotes(pinned, hash, lastVerified, lastFailed, lastRestored);
    }

    /** Notes the end of a verification. */
    public SetNotes withVerification(Instant at, boolean good) {
        return new SetNotes(pinned, manifestHash, good ? at : lastVerified, good ? lastFailed : at, lastRestored);
    }

    /** Notes the end of a restore that brought the set back. */
    public SetNotes withRestoration(Instant at) {
        return new SetNotes(pinned, manifestHash, lastVerified, lastFailed, at);
    }

    /** What is known of the set by its last verification. */
    public Health health() {
        if (lastFailed != null && (lastVerified == null || lastVerified.isBefore(lastFailed))) {
            return Health.DAMAGED;
        }
        return lastVerified == null ? Health.UNVERIFIED : Health.VERIFIED;
    }

    /** What the last verification of a set said. */
    public enum Health {
        VERIFIED, UNVERIFIED, DAMAGED
    }
}
