package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.io.OutputStream;

import dev.domibusbackup.monitor.Progress;

/** Counts what passes as progress, and leaves the work when the operator asked to stop. */
final class StoppableStream extends OutputStream {

    private final OutputStream out;
    private final BackupRun run;
    private final Progress progress;

    StoppableStream(OutputStream out, BackupRun run, Progress progress) {
        this.out = out;
        this.run = run;
        this.progress = progress;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        progress.add(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        run.checkStop();
        out.write(buffer, offset, length);
        progress.add(length);
    }
}
