package dev.domibusbackup.job.restore;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.DataSourceDescription;

/**
 * Connections that the server's pools keep to the database server of Domibus although Domibus is stopped. Domibus has
 * more than one data source, and its plugins may have their own; ours alone is left alone, we are using it.
 */
final class PooledConnections {

    private final ApplicationServer server;
    private final List<String> dataSources;

    /**
     * @param host name or address of the database host
     * @param port its TCP port
     */
    PooledConnections(ApplicationServer server, String host, int port) {
        this.server = server;
        Set<InetAddress> addresses = addresses(host);
        dataSources = server.dataSources().stream()
                .filter(source -> !source.jndiNames().contains(ImportPositions.DATA_SOURCE))
                .filter(source -> !source.jndiNames().isEmpty() && leadsTo(source, host, addresses, port))
                .map(source -> source.jndiNames().get(0)).distinct().toList();
    }

    /** Closes those that nobody uses at the moment; they may come back as long as a pool is to be kept filled. */
    void release() {
        dataSources.forEach(server::releaseConnections);
    }

    private static boolean leadsTo(DataSourceDescription source, String host, Set<InetAddress> addresses, int port) {
        try {
            return JdbcUrl.parse(source.url()).hosts().stream().filter(one -> one.port() == port)
                    .anyMatch(one -> one.name().equalsIgnoreCase(host)
                            || addresses(one.name()).stream().anyMatch(addresses::contains));
        } catch (IllegalArgumentException e) {
            // another kind of database
            return false;
        }
    }

    /** One data source may call it localhost, and another by its number. */
    private static Set<InetAddress> addresses(String host) {
        try {
            return Set.copyOf(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Set.of();
        }
    }
}
