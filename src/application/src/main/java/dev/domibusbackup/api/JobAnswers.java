package dev.domibusbackup.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.StepExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProgressRecord;
import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.JobStates;
import dev.domibusbackup.monitor.Pace;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.set.Json;

/** Gathers what is known of a job: from our catalogue and from the batch runtime. */
@ApplicationScoped
class JobAnswers {

    @Inject
    private JobStates states;

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    JobAnswer of(JobRecord job) {
        return new JobAnswer(job.id(), job.name(), job.setId(), states.of(job), job.requestedBy(), job.createdAt(),
                json(job, job.request()), job.report() == null ? null : json(job, job.report()), paused(job),
                phase(job), states.executions(job).stream().map(JobAnswers::execution).toList(),
                catalog.progress(job.id()).stream().map(JobAnswers::progress).toList(),
                catalog.problems(job.id()).stream().map(JobAnswers::problem).toList());
    }

    private PhaseAnswer phase(JobRecord job) {
        QuietWindow window = environment.quietWindow();
        return window.phase().filter(phase -> window.current().filter(open -> job.id().equals(open.job())).isPresent())
                .map(PhaseAnswer::of).orElse(null);
    }

    private List<String> paused(JobRecord job) {
        return environment.queuePauses().pausedFor(job.id());
    }

    private static JsonNode json(JobRecord job, String stored) {
        try {
            return Json.mapper().readTree(stored);
        } catch (IOException e) {
            throw new IllegalStateException("what is stored of job " + job.id() + " is damaged", e);
        }
    }

    private static JobAnswer.Execution execution(JobExecution execution) {
        List<JobAnswer.Step> steps = BatchRuntime.getJobOperator().getStepExecutions(execution.getExecutionId())
                .stream().map(JobAnswers::step).toList();
        return new JobAnswer.Execution(execution.getExecutionId(), lower(execution.getBatchStatus()),
                instant(execution.getStartTime()), instant(execution.getEndTime()), steps);
    }

    private static JobAnswer.Step step(StepExecution step) {
        return new JobAnswer.Step(step.getStepName(), lower(step.getBatchStatus()), instant(step.getStartTime()),
                instant(step.getEndTime()));
    }

    private static JobAnswer.Progress progress(ProgressRecord progress) {
        Pace pace = Pace.of(progress.done(), progress.expected(),
                Duration.between(progress.startedAt(), progress.updatedAt()));
        return new JobAnswer.Progress(progress.task(), progress.unit(), pace.done(), pace.expected(),
                pace.perSecond(), pace.left(), progress.updatedAt());
    }

    private static JobAnswer.JobProblemAnswer problem(ProblemRecord record) {
        return new JobAnswer.JobProblemAnswer(record.executionId(), record.step(), lower(record.severity()),
                record.problem().code(), record.problem().fact(), record.problem().hint(), record.at());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
