package dev.domibusbackup.job;

/**
 * When to try again what failed: at every look at first, then at one in a while, and for ever. For one thread.
 */
final class Attempts {

    private final int eager;
    private final int pause;
    private int failures;
    private int looks;

    /**
     * @param eager how many failures are followed by another attempt at the next look
     * @param pause looks from one attempt to the next after that
     */
    Attempts(int eager, int pause) {
        this.eager = eager;
        this.pause = pause;
    }

    /** Asked once at every look. */
    boolean isDue() {
        return failures < eager || ++looks % pause == 0;
    }

    void failed() {
        failures++;
    }
}
