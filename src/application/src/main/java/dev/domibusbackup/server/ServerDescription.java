package dev.domibusbackup.server;

/**
 * What server this is.
 *
 * @param kind      {@code wildfly}, {@code tomcat} or {@code weblogic}
 * @param product   the product's own name, for example {@code WildFly}
 * @param version   the product's version
 * @param java      version of the Java runtime
 * @param host      name of the host
 * @param node      name of this server among others
 * @param clustered whether the broker belongs to a cluster, or the server to a managed domain
 */
public record ServerDescription(String kind, String product, String version, String java, String host, String node,
                                boolean clustered) {
}
