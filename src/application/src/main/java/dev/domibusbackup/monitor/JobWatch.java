package dev.domibusbackup.monitor;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the jobs of this process are at, held in memory: to look at it costs nothing. Tells who listens. */
@ApplicationScoped
public class JobWatch {

    private final Map<Long, RunningJob> running = new ConcurrentHashMap<>();
    private volatile EndedJob last;

    private Announcements announcements;

    protected JobWatch() {
    }

    @Inject
    public JobWatch(Announcements announcements) {
        this.announcements = announcements;
    }

    /**
     * A step of a job begins. The first one of an execution is the job's start.
     *
     * @param alone whether the job has the installation to itself
     */
    public void step(String job, String name, String startedBy, long execution, boolean alone, String step) {
        RunningJob begun = new RunningJob(job, name, startedBy, execution, alone, Instant.now(), step);
        if (running.putIfAbsent(execution, begun) == null) {
            announcements.announce(Announcement.JOB_STARTED, name + " " + job + " has started.",
                    facts(job, name, startedBy, execution));
        } else {
            step(execution, step);
        }
    }

    /** A later step of a job begins. */
    public void step(long execution, String step) {
        running.computeIfPresent(execution, (id, known) -> known.at(step));
    }

    /** An execution has ended, and another job may begin. */
    public void ended(EndedJob job) {
        running.remove(job.execution());
        last = job;
        Announcement type = switch (job.outcome()) {
            case FAILED -> Announcement.JOB_FAILED;
            case STOPPED -> Announcement.JOB_STOPPED;
            default -> Announcement.JOB_FINISHED;
        };
        Map<String, Object> facts = facts(job.id(), job.name(), job.startedBy(), job.execution());
        facts.put("state", job.outcome().key());
        facts.put("set", job.set());
        facts.put("problem", job.problem());
        announcements.announce(type, job.name() + " " + job.id() + " has ended: " + job.outcome().key()
                + (job.problem() == null ? "." : ". " + job.problem()), facts);
    }

    /** The job at work; of several the one that has the installation to itself, then the one begun first. */
    Optional<RunningJob> main() {
        return all().stream().min(Comparator.comparing((RunningJob job) -> !job.alone())
                .thenComparing(RunningJob::since));
    }

    /** All that run. */
    List<RunningJob> all() {
        return List.copyOf(running.values());
    }

    /** The one that ended last, since the start. */
    Optional<EndedJob> last() {
        return Optional.ofNullable(last);
    }

    private static Map<String, Object> facts(String job, String name, String startedBy, long execution) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", job);
        facts.put("name", name);
        facts.put("startedBy", startedBy);
        facts.put("execution", execution);
        return facts;
    }
}
