package dev.domibusbackup.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Finds the work of a job by the job's name. */
@ApplicationScoped
public class JobWorks {

    @Inject
    @Any
    private Instance<JobWork> works;

    JobWork of(String jobName) {
        return works.stream().filter(work -> work.name().xml().equals(jobName)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no work is known for the job " + jobName));
    }
}
