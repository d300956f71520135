package dev.domibusbackup.job;

/**
 * Where an execution of a job also keeps what a later one must know.
 *
 * @param <S> what must be known again after a restart
 * @param <R> what the job did so far, for who watches
 */
public interface Notebook<S, R> extends Reporter {

    /** Keeps the state durably. */
    void remember(S state);

    /** Keeps what was done so far. */
    void report(R report);
}
