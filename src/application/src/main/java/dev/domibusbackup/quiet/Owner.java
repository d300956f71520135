package dev.domibusbackup.quiet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;

/**
 * A process, told apart from every other that ever had its number.
 *
 * @param host     name of the host
 * @param pid      number of the process
 * @param jvmStart when it started
 */
public record Owner(String host, long pid, Instant jvmStart) {

    private static final Duration DRIFT = Duration.ofSeconds(2);

    /** This process. */
    public static Owner self() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(hostName(), self.pid(), startOf(self));
    }

    /** Whether this is the very process that asks. */
    public boolean isSelf() {
        return equals(self());
    }

    /**
     * Whether the process still lives. On another host nobody can know: taken for alive.
     */
    public boolean isAlive() {
        return !host.equals(hostName())
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(Owner::startOf)
                        .filter(this::startedAt).isPresent();
    }

    /** Linux counts from a boot time that moves as the clock is set right; two processes may see it a little apart. */
    private boolean startedAt(Instant seen) {
        return Duration.between(jvmStart, seen).abs().compareTo(DRIFT) <= 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
