package dev.domibusbackup.offline;

/** A restore that failed after it had begun to change something. */
final class BegunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BegunException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    /** What a restore does that says when it begins to change something. */
    interface Work<T> {
        T run(Runnable begun) throws InterruptedException;
    }

    /** Does it; what it throws after it began is thrown as this. */
    static <T> T watch(Work<T> work) throws InterruptedException {
        boolean[] begun = {false};
        try {
            return work.run(() -> begun[0] = true);
        } catch (RuntimeException e) {
            throw begun[0] ? new BegunException(e) : e;
        }
    }
}
