package dev.domibusbackup.database.mysql;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Takes nothing until it is released: a dump behind it stands still as soon as the pipe is full. */
final class HeldOutput extends FilterOutputStream {

    private final CountDownLatch firstWrite = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldOutput(OutputStream out) {
        super(out);
    }

    void release() {
        released.countDown();
    }

    void awaitFirstWrite() throws InterruptedException {
        firstWrite.await();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        firstWrite.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        out.write(bytes, offset, length);
    }
}
