package dev.domibusbackup.monitor;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.management.OperationsException;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/** {@link JobsMXBean} over what is held in memory of the jobs of this process. */
final class JobsBean implements JobsMXBean {

    private static final System.Logger LOG = System.getLogger(JobsBean.class.getName());

    private final JobWatch watch;
    private final Function<String, List<Progress>> progress;
    private final Operations operations;

    /**
     * A bean.
     *
     * @param progress the pieces of a job's work, in the order in which they were begun
     */
    JobsBean(JobWatch watch, Function<String, List<Progress>> progress, Operations operations) {
        this.watch = watch;
        this.progress = progress;
        this.operations = operations;
    }

    @Override
    public String getRunningJob() {
        return running(RunningJob::id);
    }

    @Override
    public String getRunningJobName() {
        return running(RunningJob::name);
    }

    @Override
    public String getRunningJobStartedBy() {
        return running(RunningJob::startedBy);
    }

    @Override
    public String getRunningSince() {
        return running(job -> Times.text(job.since()));
    }

    @Override
    public Long getRunningSeconds() {
        return running(job -> Times.secondsSince(job.since()));
    }

    @Override
    public String getStep() {
        return running(RunningJob::step);
    }

    @Override
    public String getTask() {
        return task(TaskProgress::getTask);
    }

    @Override
    public String getUnit() {
        return task(TaskProgress::getUnit);
    }

    @Override
    public Long getDone() {
        return task(TaskProgress::getDone);
    }

    @Override
    public Long getExpected() {
        return task(TaskProgress::getExpected);
    }

    @Override
    public Integer getPercent() {
        return task(TaskProgress::getPercent);
    }

    @Override
    public Long getPerSecond() {
        return task(TaskProgress::getPerSecond);
    }

    @Override
    public Long getSecondsLeft() {
        return task(TaskProgress::getSecondsLeft);
    }

    @Override
    public TaskProgress[] getProgress() {
        return tasks().stream().map(TaskPace::of).toArray(TaskProgress[]::new);
    }

    @Override
    public String[] getRunningJobs() {
        return watch.all().stream().map(RunningJob::id).distinct().toArray(String[]::new);
    }

    @Override
    public String getLastJob() {
        return last(EndedJob::id);
    }

    @Override
    public String getLastJobName() {
        return last(EndedJob::name);
    }

    @Override
    public String getLastJobState() {
        return last(job -> job.outcome().key());
    }

    @Override
    public String getLastJobEndedAt() {
        return last(job -> Times.text(job.at()));
    }

    @Override
    public String getLastJobProblem() {
        return last(EndedJob::problem);
    }

    @Override
    public String startBackup() throws OperationsException {
        return startBackup("", "");
    }

    @Override
    public String startBackup(String label, String after) throws OperationsException {
        return call(() -> operations.startBackup(trimmed(label), trimmed(after)));
    }

    @Override
    public void stop(String job) throws OperationsException {
        call(() -> {
            operations.stop(trimmed(job));
            return null;
        });
    }

    @Override
    public void restart(String job) throws OperationsException {
        call(() -> {
            operations.restart(trimmed(job));
            return null;
        });
    }

    private <T> T running(Function<RunningJob, T> part) {
        return watch.main().map(part).orElse(null);
    }

    private <T> T last(Function<EndedJob, T> part) {
        return watch.last().map(part).orElse(null);
    }

    private <T> T task(Function<TaskProgress, T> part) {
        List<Progress> tasks = tasks();
        return tasks.isEmpty() ? null : part.apply(TaskPace.of(tasks.get(tasks.size() - 1)));
    }

    private List<Progress> tasks() {
        return watch.main().map(job -> progress.apply(job.id())).orElse(List.of());
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.trim();
    }

    /** A console has none of our classes: what it gets is an exception of the JDK, without a cause. */
    private static <T> T call(Supplier<T> operation) throws OperationsException {
        try {
            return operation.get();
        } catch (RuntimeException e) {
            throw new OperationsException(reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        // the proxy of another context may have wrapped what was thrown there
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem.getMessage();
            }
        }
        Problem unforeseen = ApiProblem.INTERNAL.with("reference", UUID.randomUUID());
        LOG.log(System.Logger.Level.ERROR, unforeseen.toString(), e);
        return unforeseen.toString();
    }
}
