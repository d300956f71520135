package dev.domibusbackup.monitor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The installation at one moment; what is not known is {@code null}.
 *
 * @param at         when it was looked at
 * @param server     product and version
 * @param java       version of the Java runtime
 * @param domibus    Domibus
 * @param repository folder of the backup sets
 * @param backups    the sets in it
 * @param problems   what needs attention, each as code, fact and hint
 */
public record InstallationSummary(Instant at, String server, String java, Domibus domibus, String repository,
                                  Backups backups, List<String> problems) {

    /** Before anything was looked at. */
    static final InstallationSummary NOTHING = new InstallationSummary(null, null, null, Domibus.UNKNOWN, null,
            Backups.UNKNOWN, List.of());

    /** Domibus: its deployment, version and state. */
    public record Domibus(String deployment, String version, String state) {

        static final Domibus UNKNOWN = new Domibus(null, null, null);
    }

    /** The sets: their number, when the newest was sealed, and the newest good backup. */
    public record Backups(Integer sets, Instant lastSealedAt, String lastGood, Instant lastGoodAt) {

        public static final Backups UNKNOWN = new Backups(null, null, null, null);
    }

    public InstallationSummary {
        problems = List.copyOf(problems);
    }

    /** The same with one more problem. */
    InstallationSummary with(String problem) {
        return new InstallationSummary(at, server, java, domibus, repository, backups,
                Stream.concat(problems.stream(), Stream.of(problem)).distinct().toList());
    }
}
