package dev.domibusbackup.standin.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * Sockets of RMI on 127.0.0.1 alone. The broker's JMX connector listens on every address of the machine, and has no
 * setting against it; the servers of the tests are not to be seen from outside.
 */
final class LoopbackSockets extends RMISocketFactory {

    private static final int BACKLOG = 50;

    private LoopbackSockets() {
    }

    /** For the whole JVM, and for good: that is how RMI has it. */
    static void useForRmi() throws IOException {
        if (getSocketFactory() == null) {
            setSocketFactory(new LoopbackSockets());
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(host, port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }
}
