package dev.domibusbackup.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.domibusbackup.harness.server.WildFlyServer;
import dev.domibusbackup.harness.site.Site;

/**
 * The broker's own command line, measured: {@code artemis data exp} on the files of a stopped server, {@code data imp}
 * into a running one.
 */
final class ArtemisCli {

    private final Path work;

    /** @param work a folder for logs */
    ArtemisCli(Path work) {
        this.work = work;
    }

    String version() {
        return dev.domibusbackup.harness.server.ArtemisCli.version();
    }

    /**
     * Exports everything that lies in the files of a broker.
     *
     * @param data   the folder above {@code bindings} and {@code journal}
     * @param target the file to write
     */
    void export(Path data, Path target) {
        new dev.domibusbackup.harness.server.ArtemisCli(work, gcLog().option()).exportTo(target, data);
    }

    /** Sends everything of an export to a server that runs. */
    void imports(Path export, WildFlyServer server) {
        new dev.domibusbackup.harness.server.ArtemisCli(work, gcLog().option()).importFrom(export, server,
                Site.OPERATOR, Site.OPERATOR_PASSWORD);
    }

    /** The collections of the last run. */
    GcLog gcLog() {
        return new GcLog(work.resolve("artemis-gc.log"));
    }

    /** Messages in an export; its elements stand one on a line. */
    static long messages(Path export) {
        try (BufferedReader lines = Files.newBufferedReader(export)) {
            return lines.lines().filter(line -> line.contains("<message ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
