package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Takes the locks of stores, as a broker does before it opens them. In a process of its own, because the lock of a
 * process is gone as soon as the process closes any of its channels to the file: a look from inside the server would
 * take the lock from a broker in that server.
 */
final class LockHolder {

    private LockHolder() {
    }

    /**
     * Writes {@code held} and has the locks until the input ends; writes the name of the file that somebody else has.
     *
     * @param files existing lock files; none is made
     */
    static boolean hold(List<Path> files, InputStream until, OutputStream out) throws IOException {
        for (Path file : files) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            // kept open: the lock ends with the process
            if (channel.tryLock() == null) {
                line(out, file.toString());
                return false;
            }
        }
        line(out, "held");
        while (until.read() >= 0) {
            // whatever comes means nothing
        }
        return true;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
