package dev.domibusbackup.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.monitor.Announcements;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.ApplicationServers;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Where we run: the server, the settings in force, the repository, the quiet window. */
@ApplicationScoped
public class Environment {

    /** Domibus itself uses this messaging server alone. */
    private static final String MESSAGING_SERVER = "default";

    @Inject
    private Announcements announcements;

    private ApplicationServer server;
    private QuietWindow quietWindow;
    private QueuePauses queuePauses;
    private volatile boolean leaving;

    public synchronized ApplicationServer server() {
        if (server == null) {
            server = ApplicationServers.running(MESSAGING_SERVER);
        }
        return server;
    }

    /** The settings as they are now; a change of the file counts from the next job on. */
    public Settings settings() {
        return Settings.read(domibusConfiguration(), System.getProperties());
    }

    /** The Domibus configuration folder, by Domibus's own name or the guide's. */
    public static Optional<Path> domibusConfiguration() {
        return Stream.of("domibus.config.location", "domibus.conf.location").map(System::getProperty)
                .filter(value -> value != null && !value.isBlank()).map(Path::of).findFirst();
    }

    /** The folder of all backup sets. */
    public Path repositoryPath() {
        return settings().path(Setting.REPOSITORY_PATH)
                .orElseGet(() -> server().paths().ownData().resolve("repository"));
    }

    /**
     * The repository; made if it does not exist, unless it would lie inside what is backed up: then nothing is made
     * there and the problem DB-SET-009 is thrown.
     */
    public Repository repository() {
        Path path = repositoryPath();
        if (!Repository.exists(path)) {
            List<Problem> inside = OwnPlaces.check(path, server(), new Discovery(server(), settings()).find()
                    .installation());
            if (!inside.isEmpty()) {
                throw new ProblemException(inside);
            }
        }
        return new Repository(path);
    }

    public synchronized QuietWindow quietWindow() {
        if (quietWindow == null) {
            quietWindow = QuietWindows.stopping(server(), this::settings, new WindowAnnouncements(announcements));
        }
        return quietWindow;
    }

    /** From now on {@link #isLeaving}. */
    void leave() {
        leaving = true;
    }

    /**
     * Whether we are being undeployed. The management model does nothing else until that is done, so that Domibus
     * cannot be started now: an open window is left to whoever is deployed next, as after a crash.
     */
    boolean isLeaving() {
        return leaving;
    }

    /** Queues that jobs pause without a quiet window. */
    public synchronized QueuePauses queuePauses() {
        if (queuePauses == null) {
            queuePauses = new QueuePauses(server());
        }
        return queuePauses;
    }
}
