package dev.domibusbackup.quiet;

import java.util.function.Supplier;

import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Makes the quiet window of this installation. */
public final class QuietWindows {

    private QuietWindows() {
    }

    /**
     * The quiet window by stopping Domibus.
     *
     * @param settings the settings in force, asked for the bounds at each use
     */
    public static QuietWindow stopping(ApplicationServer server, Supplier<Settings> settings) {
        return stopping(server, settings, QuietWindowListener.NONE);
    }

    /** The same, with somebody who is told of it. */
    public static QuietWindow stopping(ApplicationServer server, Supplier<Settings> settings,
                                       QuietWindowListener listener) {
        return new QuietWindow(server, new QuietWindowFile(server.paths().ownData()),
                new StopDomibus(server, () -> bounds(settings.get()), new ApplicationInfoProbe(server),
                        new Phases(server.paths().ownData())), listener);
    }

    private static StopDomibus.Bounds bounds(Settings settings) {
        return new StopDomibus.Bounds(settings.duration(Setting.STOP_TIMEOUT),
                settings.duration(Setting.REST_TIMEOUT), settings.duration(Setting.START_TIMEOUT));
    }
}
