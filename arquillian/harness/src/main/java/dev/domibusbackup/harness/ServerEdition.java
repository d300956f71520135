package dev.domibusbackup.harness;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server that the tests run on, and what is particular to it. One JVM of tests has one; it is chosen by
 * {@link #PROPERTY}.
 */
public enum ServerEdition {

    /** Jakarta EE 10: the product as it is compiled. */
    WILDFLY_39("wildfly-39", "jakarta.transaction.api", archive -> {
        // the tests are compiled for it
    }),

    /** Java EE 8, which Domibus 5.0 and 5.1 run on: the edition of the product made from the other. */
    WILDFLY_26("wildfly-26", "javax.transaction.api", JavaEe8::transform);

    /** System property of the JVM that runs the tests: {@link #key()} of one; without it {@link #WILDFLY_39}. */
    public static final String PROPERTY = "domibus.backup.test.server";

    private static final ServerEdition CURRENT = of(System.getProperty(PROPERTY, WILDFLY_39.key));

    private final String key;
    private final String transactionModule;
    private final Consumer<Path> adaptation;

    ServerEdition(String key, String transactionModule, Consumer<Path> adaptation) {
        this.key = key;
        this.transactionModule = transactionModule;
        this.adaptation = adaptation;
    }

    /** The one that the tests of this JVM run on. */
    public static ServerEdition current() {
        return CURRENT;
    }

    private static ServerEdition of(String key) {
        List<ServerEdition> editions = List.of(values());
        return editions.stream().filter(edition -> edition.key.equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server " + key + " among "
                        + Arrays.toString(editions.stream().map(ServerEdition::key).toArray())));
    }

    /** Its name on command lines and in the build. */
    public String key() {
        return key;
    }

    /** The server's module with the transaction API, which the module of a JDBC driver depends on. */
    public String transactionModule() {
        return transactionModule;
    }

    /** Makes an archive of tests, compiled for Jakarta EE, one that this server can deploy. */
    public void adapt(Path archive) {
        adaptation.accept(archive);
    }
}
