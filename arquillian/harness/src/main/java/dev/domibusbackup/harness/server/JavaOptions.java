package dev.domibusbackup.harness.server;

/** Options of every JVM that the harness starts from a server's scripts. */
final class JavaOptions {

    /**
     * What the build asks for, by system property {@code test.java.options}; nothing when it asks for nothing, as for
     * the benchmark. A server that lives for half a minute gains nothing from the second compiler, whose work is half
     * of what its start costs.
     */
    static final String OF_TESTS = System.getProperty("test.java.options", "");

    private JavaOptions() {
    }
}
