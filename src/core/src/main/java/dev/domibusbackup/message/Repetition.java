package dev.domibusbackup.message;

import java.util.zip.Deflater;

/**
 * Whether a search for repetitions makes a block so much smaller that it is worth its time: it takes three times as
 * long as the coding of single bytes, and finds next to nothing in base64 of what is compressed or encrypted already,
 * which is most of what Domibus's payloads are. A sample of the block tells.
 */
final class Repetition {

    private static final int SAMPLE = 8 * 1024;
    /** The part that must remain of what single bytes would take, at most. */
    private static final double WORTH = 0.75;
    private static final double LOG_2 = Math.log(2);

    private Repetition() {
    }

    /** Looks at a sample from the middle; a block that is little more than one is always searched. */
    static boolean isWorthSearching(byte[] block, int length, int level) {
        if (length < 2 * SAMPLE) {
            return true;
        }
        int from = (length - SAMPLE) / 2;
        return searched(block, from, level) < WORTH * single(block, from);
    }

    /** Bytes that the sample takes after the search. */
    private static int searched(byte[] block, int from, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(block, from, SAMPLE);
            deflater.finish();
            byte[] out = new byte[2 * SAMPLE];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(out);
            }
            return size;
        } finally {
            deflater.end();
        }
    }

    /** Bytes that the sample takes by the frequency of its bytes alone: their entropy. */
    private static double single(byte[] block, int from) {
        int[] times = new int[256];
        for (int i = from; i < from + SAMPLE; i++) {
            times[block[i] & 0xff]++;
        }
        double bits = 0;
        for (int each : times) {
            bits -= each == 0 ? 0 : each * Math.log((double) each / SAMPLE) / LOG_2;
        }
        return bits / Byte.SIZE;
    }
}
