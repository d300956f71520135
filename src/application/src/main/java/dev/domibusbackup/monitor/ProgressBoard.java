package dev.domibusbackup.monitor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;

/** Publishes the progress of running jobs to our own table, outside of every chunk's transaction, once a second. */
@ApplicationScoped
public class ProgressBoard {

    private static final System.Logger LOG = System.getLogger(ProgressBoard.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Progress> tasks = new ConcurrentHashMap<>();

    @Inject
    private JobCatalog catalog;

    @Inject
    private Background background;

    private boolean publishing;

    /** The progress of one task of a job; begun if it is new. */
    public synchronized Progress of(String job, String task, String unit) {
        if (!publishing) {
            background.repeat(PAUSE, PAUSE, this::publish);
            publishing = true;
        }
        return tasks.computeIfAbsent(job + "/" + task + "/" + unit, key -> new Progress(job, task, unit));
    }

    /** The tasks of a running job, in the order in which they were begun. */
    List<Progress> of(String job) {
        return tasks.values().stream().filter(task -> task.job().equals(job))
                .sorted(Comparator.comparing(Progress::started)).toList();
    }

    /** Publishes a last time and forgets the job. */
    public void close(String job) {
        tasks.values().stream().filter(task -> task.job().equals(job)).forEach(this::publish);
        tasks.values().removeIf(task -> task.job().equals(job));
    }

    private void publish() {
        try {
            tasks.values().forEach(this::publish);
        } catch (RuntimeException e) {
            // the executor would never call again; the next second shows whether the database is back
            LOG.log(System.Logger.Level.WARNING, "Progress could not be published", e);
        }
    }

    private void publish(Progress task) {
        // the end of a job and the schedule may come at once, and two would make the first row of a task
        synchronized (task) {
            catalog.progress(task.job(), task.task(), task.unit(), task.done(), task.expected(), task.started());
        }
    }
}
