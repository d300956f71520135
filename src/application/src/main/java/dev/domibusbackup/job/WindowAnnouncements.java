package dev.domibusbackup.job;

import java.util.Locale;

import dev.domibusbackup.monitor.Announcements;
import dev.domibusbackup.quiet.QuietWindowListener;
import dev.domibusbackup.quiet.QuietWindowRecord;

/** Tells the server's console of the quiet window. */
record WindowAnnouncements(Announcements announcements) implements QuietWindowListener {

    @Override
    public void opened(QuietWindowRecord window) {
        announcements.opened(window.job(), purpose(window), window.openedAt());
    }

    @Override
    public void closed(QuietWindowRecord window) {
        announcements.closed(window.job(), purpose(window), window.openedAt());
    }

    private static String purpose(QuietWindowRecord window) {
        return window.purpose().name().toLowerCase(Locale.ROOT);
    }
}
