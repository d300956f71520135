package dev.domibusbackup.activemq.reader;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code read <kahadb> [<scheduler>]} writes all messages of copied stores; {@code hold <lock file>…} takes the locks
 * and has them until standard input ends.
 */
public final class Reader {

    /** Exit code: all is well. */
    static final int DONE = 0;
    /** Exit code: an error that no frame tells of. Java's own for want of memory is 3. */
    static final int BROKEN = 1;
    /** Exit code: the stores cannot be read; a frame says why. */
    static final int FAILED = 2;
    /** Exit code: somebody has one of the locks. */
    static final int LOCKED = 4;
    /** Exit code: not called as it should be. */
    static final int USAGE = 64;

    private static final int BUFFER = 256 * 1024;

    private Reader() {
    }

    public static void main(String[] arguments) {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        // nothing that ActiveMQ prints may come between the frames
        System.setOut(System.err);
        int exit = BROKEN;
        try {
            exit = run(arguments, out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            // the parent process reads it there, and sees the exit code
            e.printStackTrace();
        }
        // ActiveMQ's threads have nothing more to do; stores are copies that nobody needs to close
        Runtime.getRuntime().halt(exit);
    }

    private static int run(String[] arguments, OutputStream out) throws IOException {
        List<Path> paths = new ArrayList<>();
        Arrays.stream(arguments).skip(1).forEach(path -> paths.add(Path.of(path)));
        if (paths.isEmpty()) {
            return USAGE;
        }
        if (arguments[0].equals("hold")) {
            return LockHolder.hold(paths, System.in, out) ? DONE : LOCKED;
        }
        if (arguments[0].equals("read") && paths.size() <= 2) {
            return read(paths, new Frames(out)) ? DONE : FAILED;
        }
        return USAGE;
    }

    private static boolean read(List<Path> paths, Frames frames) throws IOException {
        frames.begin();
        try {
            new StoreDump(paths.get(0), paths.size() > 1 ? paths.get(1) : null, frames).run();
            return true;
        } catch (ReaderException e) {
            frames.problem(e);
            return false;
        }
    }
}
