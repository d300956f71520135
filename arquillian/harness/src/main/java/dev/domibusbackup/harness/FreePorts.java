package dev.domibusbackup.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 on which nothing listens. */
public final class FreePorts {

    private FreePorts() {
    }

    /** One free port. */
    public static int one() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A number that, added to each of these ports, gives only free ones. They stay below the range from which the
     * system gives ports to outgoing connections, so that they are still free when the server is started again.
     */
    public static int offsetFor(int... ports) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(10_000, 22_000);
            if (Arrays.stream(ports).allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("no port offset is free for " + Arrays.toString(ports));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
