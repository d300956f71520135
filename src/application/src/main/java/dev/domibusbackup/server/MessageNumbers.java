package dev.domibusbackup.server;

/**
 * A set of the numbers that a broker gives to messages. It costs 8 to 32 bytes a number, where a set of boxed numbers
 * costs 50 to 60: a queue may hold millions. Open addressing; numbers are above 0.
 */
public final class MessageNumbers {

    private long[] slots = new long[1024];
    private int size;

    /** Adds an id; false when it was there. */
    public boolean add(long id) {
        if (id <= 0) {
            throw new IllegalArgumentException("message id " + id);
        }
        if (size >= slots.length / 2) {
            grow();
        }
        if (!put(slots, id)) {
            return false;
        }
        size++;
        return true;
    }

    public boolean contains(long id) {
        return slots[find(slots, id)] != 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (long id : slots) {
            if (id != 0) {
                put(larger, id);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long id) {
        int slot = find(slots, id);
        boolean free = slots[slot] == 0;
        slots[slot] = id;
        return free;
    }

    /** The slot that holds the id, or the free one where it belongs. */
    private static int find(long[] slots, long id) {
        int mask = slots.length - 1;
        // Fibonacci hashing: ids of one queue follow each other in steps
        int slot = (int) (id * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
