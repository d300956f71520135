package dev.domibusbackup.benchmark;

import java.util.function.UnaryOperator;

import dev.domibusbackup.harness.domibus.DomibusInstallationBuilder;

/**
 * How much is measured.
 *
 * @param messages     in one queue
 * @param payloadFiles of {@link #PAYLOAD_BYTES} each
 * @param rows         with as large a blob each
 * @param stopSeconds  Domibus takes to stop
 * @param startSeconds Domibus takes to start
 */
record Plan(int messages, int payloadFiles, int rows, int stopSeconds, int startSeconds) {

    static final int PAYLOAD_BYTES = 256 * 1024;

    /** What the real Domibus took on a machine of two cores. */
    static final Plan FULL = new Plan(100_000, 800, 400, 30, 100);
    /** To see that the benchmark works; its figures say nothing. */
    static final Plan QUICK = new Plan(5_000, 40, 20, 2, 5);

    /** The full one, or the quick one with the system property {@code benchmark.quick}. */
    static Plan chosen() {
        return System.getProperty("benchmark.quick") == null ? FULL : QUICK;
    }

    /** What the numbers of a {@link Load} are divided by. */
    int divisor() {
        return this == FULL ? 1 : 20;
    }

    UnaryOperator<DomibusInstallationBuilder> installation() {
        return domibus -> domibus.payloadFiles(payloadFiles).rows(rows).payloadBytes(PAYLOAD_BYTES);
    }

    @Override
    public String toString() {
        return ("%,d messages of 1 KB, %d MiB of payload files, %d MiB of blobs in the database;"
                + " Domibus takes %d s to stop and %d s to start")
                .formatted(messages, mebibytes(payloadFiles), mebibytes(rows), stopSeconds, startSeconds);
    }

    private static int mebibytes(int files) {
        return files * (PAYLOAD_BYTES >> 10) >> 10;
    }
}
