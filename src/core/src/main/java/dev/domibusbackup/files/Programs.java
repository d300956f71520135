package dev.domibusbackup.files;

import java.io.IOException;

/** Starts other programs from within an application server. */
public final class Programs {

    private Programs() {
    }

    /**
     * Starts it. The JDK waits for the end of a program on a thread ("process reaper") that it keeps for the next one,
     * and that inherits the context class loader of whoever came first: ours would stay in the server after we have
     * been undeployed.
     */
    public static Process start(ProcessBuilder program) throws IOException {
        Thread current = Thread.currentThread();
        ClassLoader ours = current.getContextClassLoader();
        current.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return program.start();
        } finally {
            current.setContextClassLoader(ours);
        }
    }
}
