package dev.domibusbackup.quiet;

import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Makes the quiet window of this installation. */
public final class QuietWindows {

    private QuietWindows() {
    }

    /** The quiet window by stopping Domibus, with the bounds of the settings. */
    public static QuietWindow stopping(ApplicationServer server, Settings settings) {
        StopDomibus.Bounds bounds = new StopDomibus.Bounds(settings.duration(Setting.STOP_TIMEOUT),
                settings.duration(Setting.REST_TIMEOUT), settings.duration(Setting.START_TIMEOUT));
        return new QuietWindow(server, new QuietWindowFile(server.paths().ownData()),
                new StopDomibus(server, bounds, new ApplicationInfoProbe(server)));
    }
}
