package dev.domibusbackup.job;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.monitor.Operations;
import dev.domibusbackup.problem.ApiProblem;

/** The operations of the server's JMX console: what the API does, audited under the user {@code console}. */
@ApplicationScoped
class ConsoleOperations implements Operations {

    @Inject
    private Jobs jobs;

    @Inject
    private Environment environment;

    @Override
    public String startBackup(String label, String after) {
        return jobs.start(new BackupRequest(label.isEmpty() ? null : label, after(after), null, null, null, null),
                user());
    }

    @Override
    public void stop(String job) {
        jobs.stop(job, user());
    }

    @Override
    public void restart(String job) {
        jobs.restart(job, user());
    }

    private static After after(String wanted) {
        return wanted.isEmpty() ? After.RESUME
                : Arrays.stream(After.values()).filter(after -> after.key().equals(wanted)).findFirst()
                        .orElseThrow(() -> ApiProblem.BAD_VALUE.exception("field", "after", "expected", "Allowed: "
                                + Arrays.stream(After.values()).map(After::key).collect(Collectors.joining(", "))
                                + "."));
    }

    private String user() {
        return JmxUser.of(environment.server()).map(name -> JobLookup.CONSOLE + " (" + name + ")")
                .orElse(JobLookup.CONSOLE);
    }
}
