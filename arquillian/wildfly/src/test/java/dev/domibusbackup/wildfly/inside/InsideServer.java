package dev.domibusbackup.wildfly.inside;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;

import dev.domibusbackup.server.ApplicationServer;

/** What the contract of the adapter needs of the server that it runs in. */
interface InsideServer {

    /** The adapter under test. */
    ApplicationServer adapter();

    /** Connections that see a client's own flow control and prefetching, not those of a pool. */
    ConnectionFactory connections();

    /** A queue of the test. */
    Queue queue(String name);

    /** The name by which the adapter knows that queue. */
    String brokerName(String name);

    /** Whether the broker keeps messages of this queue on disk alone, for want of memory. */
    boolean pages(String brokerName);
}
