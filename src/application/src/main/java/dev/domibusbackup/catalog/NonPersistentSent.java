package dev.domibusbackup.catalog;

/**
 * What became of the non-persistent messages of a queue that an import sent. A broker keeps them in memory alone: when
 * it ends before the import does, they are lost although the position says that they were sent, and are sent again.
 *
 * @param brokerRun  the run of the broker that has them; {@code null} before the first
 * @param sent       how many it has
 * @param againFrom  position from which on the file is gone through once more for them; {@code null} if it need not
 * @param handedOver position before which they are no longer ours: the queue was resumed with them in it
 */
public record NonPersistentSent(String brokerRun, long sent, Long againFrom, long handedOver) {

    /** Nothing was sent yet. */
    public static final NonPersistentSent NONE = new NonPersistentSent(null, 0, null, 0);

    /** The same as seen in a run of the broker: in another than before, what it had is lost. */
    public NonPersistentSent in(String run) {
        boolean lost = brokerRun != null && !brokerRun.equals(run) && (sent > 0 || againFrom != null);
        return lost ? new NonPersistentSent(run, 0, handedOver, handedOver)
                : new NonPersistentSent(run, sent, againFrom, handedOver);
    }

    /** More were sent. */
    public NonPersistentSent plus(long more) {
        return new NonPersistentSent(brokerRun, sent + more, againFrom, handedOver);
    }

    /**
     * The file was gone through once more.
     *
     * @param until    up to this position
     * @param more     so many were sent again
     * @param position the position of the import, where that ends
     */
    public NonPersistentSent again(long until, long more, long position) {
        return new NonPersistentSent(brokerRun, sent + more, until < position ? Long.valueOf(until) : null, handedOver);
    }

    /** The queue is resumed: what is in it is Domibus's now. */
    public NonPersistentSent handOver(long position) {
        return new NonPersistentSent(brokerRun, 0, againFrom, againFrom == null ? position : againFrom);
    }
}
