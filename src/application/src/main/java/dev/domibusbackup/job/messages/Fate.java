package dev.domibusbackup.job.messages;

/** What becomes of one message of the set. */
public enum Fate {
    /** It is sent to the target queue. */
    SENT,
    /** It is left out: not wanted. */
    SKIPPED,
    /** It is left out: it would do harm. */
    REFUSED,
    /** Its time is over: the target would drop it, or put it aside. */
    EXPIRED
}
