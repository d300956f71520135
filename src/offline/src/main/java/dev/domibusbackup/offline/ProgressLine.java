package dev.domibusbackup.offline;

import java.io.PrintWriter;

import dev.domibusbackup.set.VerificationWatcher;

/** How far a verification is: one line that is overwritten on a terminal, a plain line per tenth elsewhere. */
final class ProgressLine implements VerificationWatcher {

    private static final int PLAIN_STEP = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private long expected;
    private long read;
    private int shown = -1;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void expect(long bytes) {
        expected = bytes;
    }

    @Override
    public void read(long bytes) {
        read += bytes;
        if (expected == 0) {
            return;
        }
        int percent = (int) Math.min(100, read * 100.0 / expected);
        int step = terminal ? percent : percent / PLAIN_STEP * PLAIN_STEP;
        if (step > shown) {
            shown = step;
            out.printf(terminal ? "\r%3d %% of %s read " : "%d %% of %s read%n", step, Bytes.text(expected));
            out.flush();
        }
    }

    @Override
    public boolean isStopRequested() {
        return false;
    }

    /** Ends the line. */
    void end() {
        if (terminal && shown >= 0) {
            out.println();
        }
        out.flush();
    }
}
