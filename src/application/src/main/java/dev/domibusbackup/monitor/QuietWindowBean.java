package dev.domibusbackup.monitor;

import java.util.function.Supplier;

/** {@link QuietWindowMXBean} over the record of the window, which is a small file. */
final class QuietWindowBean implements QuietWindowMXBean {

    private final Supplier<QuietWindowSummary> window;

    QuietWindowBean(Supplier<QuietWindowSummary> window) {
        this.window = window;
    }

    @Override
    public boolean isOpen() {
        return window.get().open();
    }

    @Override
    public String getState() {
        return window.get().state();
    }

    @Override
    public String getPurpose() {
        return window.get().purpose();
    }

    @Override
    public String getJob() {
        return window.get().job();
    }

    @Override
    public String getOpenedAt() {
        return Times.text(window.get().openedAt());
    }

    @Override
    public Long getOpenSeconds() {
        return Times.secondsSince(window.get().openedAt());
    }

    @Override
    public String getCutAt() {
        return Times.text(window.get().cutAt());
    }

    @Override
    public boolean isHalfRestored() {
        return window.get().halfRestored();
    }

    @Override
    public String getSafetySet() {
        return window.get().safetySet();
    }

    @Override
    public int getPausedQueues() {
        return window.get().pausedQueues();
    }
}
