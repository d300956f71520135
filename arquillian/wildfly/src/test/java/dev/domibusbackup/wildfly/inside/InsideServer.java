package dev.domibusbackup.wildfly.inside;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.XAConnectionFactory;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

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

    /** Connections for a transaction manager. */
    XAConnectionFactory xaConnections();

    /** The server's own transaction manager. */
    TransactionManager transactions();

    /** Does something in one transaction and commits it; rolls back when it fails. */
    default void inTransaction(Runnable act) {
        try {
            transactions().begin();
            try {
                act.run();
            } catch (RuntimeException | Error e) {
                transactions().rollback();
                throw e;
            }
            transactions().commit();
        } catch (NotSupportedException | SystemException | RollbackException | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the broker keeps messages of this queue on disk alone, for want of memory. */
    boolean pages(String brokerName);
}
