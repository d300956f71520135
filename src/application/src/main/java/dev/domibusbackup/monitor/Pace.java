package dev.domibusbackup.monitor;

import java.time.Duration;

/**
 * How fast a piece of work goes.
 *
 * @param done      how much is done
 * @param expected  how much there will be; {@code null} if nobody knows
 * @param perSecond rate so far
 * @param left      time left at this rate; {@code null} if nobody knows
 */
public record Pace(long done, Long expected, long perSecond, Duration left) {

    /**
     * From what was counted.
     *
     * @param expected 0 if nobody knows
     * @param spent    time in which it was done
     */
    public static Pace of(long done, long expected, Duration spent) {
        long rate = spent.toMillis() <= 0 ? 0 : (long) (done * 1000.0 / spent.toMillis());
        boolean known = expected > 0;
        Duration left = known && rate > 0 && done < expected ? Duration.ofSeconds((expected - done) / rate) : null;
        return new Pace(done, known ? expected : null, rate, left);
    }

    /** {@code null} if nobody knows. More than was expected is not more than all. */
    Integer percent() {
        return expected == null ? null : (int) Math.min(100, (long) (done * 100.0 / expected));
    }
}
