package dev.domibusbackup.monitor;

/** A progress that nobody publishes, for tests in other packages. */
public final class TestProgress {

    private TestProgress() {
    }

    public static Progress of(String task, String unit) {
        return new Progress("job", task, unit);
    }

    public static long done(Progress progress) {
        return progress.done();
    }

    public static long expected(Progress progress) {
        return progress.expected();
    }
}
