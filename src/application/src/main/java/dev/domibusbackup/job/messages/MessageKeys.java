package dev.domibusbackup.job.messages;

import java.util.Optional;
import java.util.UUID;

import dev.domibusbackup.message.PortableMessage;

/**
 * Messages as they are recognized in a queue after they were imported into it: by their JMSMessageID, which a broker
 * keeps when it is a UUID, and otherwise by a fingerprint of all that it keeps. A message may be in here several times.
 * It costs 21 bytes a message, for a set may hold millions. Open addressing.
 */
final class MessageKeys {

    private static final String ID_PREFIX = "ID:";
    private static final int UUID_LENGTH = 36;

    private final long[] slots;
    private boolean fingerprints;

    /** @param most how many messages will be added at most */
    MessageKeys(long most) {
        slots = new long[Math.toIntExact(Math.max(16, Math.addExact(most, most / 3) * 2 + 2))];
    }

    void add(PortableMessage message) {
        Optional<UUID> id = id(message);
        fingerprints |= id.isEmpty();
        UUID key = id.orElseGet(() -> MessageFingerprint.of(message));
        int slot = first(key);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = high(key);
        slots[slot + 1] = key.getLeastSignificantBits();
    }

    /**
     * Whether a message of a queue is one of these; then one that is like it is no longer in here. One that was given a
     * new id by the broker is recognized by its fingerprint.
     */
    boolean take(PortableMessage message) {
        return id(message).filter(this::take).isPresent()
                || fingerprints && take(MessageFingerprint.of(message));
    }

    private boolean take(UUID key) {
        for (int slot = first(key); slots[slot] != 0; slot = next(slot)) {
            if (slots[slot] == high(key) && slots[slot + 1] == key.getLeastSignificantBits()) {
                // not empty, for others may lie behind it: a key that no message has
                slots[slot] = -1;
                slots[slot + 1] = 0;
                return true;
            }
        }
        return false;
    }

    private static Optional<UUID> id(PortableMessage message) {
        String id = message.header().id();
        if (id == null || !id.startsWith(ID_PREFIX) || id.length() != ID_PREFIX.length() + UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(id.substring(ID_PREFIX.length()));
            return uuid.toString().equals(id.substring(ID_PREFIX.length())) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** A slot of 0 is empty. */
    private static long high(UUID key) {
        return key.getMostSignificantBits() == 0 ? 1 : key.getMostSignificantBits();
    }

    private int first(UUID key) {
        long mixed = (key.getMostSignificantBits() * 31 + key.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned(mixed ^ mixed >>> 32, slots.length / 2) * 2;
    }

    private int next(int slot) {
        return slot + 2 < slots.length ? slot + 2 : 0;
    }
}
