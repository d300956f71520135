package dev.domibusbackup.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.quiet.Owner;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.Json;

/**
 * How a batch execution finds its job. A job started from the server's console has no request yet: it gets the
 * default one, noted under the user {@code console}.
 */
@ApplicationScoped
public class JobLookup {

    /** Who it was that used a console of the server. */
    static final String CONSOLE = "console";

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    /**
     * The job of a batch execution; noted now if it is not yet. A request belongs to one instance of the batch
     * runtime: started with the id of another job, it is a job from the console like any other.
     *
     * @param request the job parameter, {@code null} or empty when it was started without
     */
    public JobRecord job(JobName name, JobContext context, String request) {
        JobRecord job = Optional.ofNullable(request).filter(id -> !id.isBlank()).flatMap(catalog::find)
                .filter(found -> found.instanceId() == null || found.instanceId() == context.getInstanceId())
                .or(() -> catalog.findByInstance(context.getInstanceId())).orElseGet(() -> fromConsole(name));
        Owner self = Owner.self();
        catalog.runs(job.id(), context.getInstanceId(), context.getExecutionId(), self.pid(), self.jvmStart());
        return job;
    }

    private JobRecord fromConsole(JobName name) {
        String id = UUID.randomUUID().toString();
        environment.repository().audit().append(
                new Audit.Entry(Instant.now(), CONSOLE, name.xml() + ".start", id, "ok", Map.of()));
        return catalog.add(id, name.xml(), Jobs.json(name.defaultRequest()), CONSOLE);
    }

    /** The stored request of a job. */
    public <T> T request(JobRecord job, Class<T> type) {
        try {
            return Json.mapper().readValue(job.request(), type);
        } catch (IOException e) {
            throw new IllegalStateException("the stored request of job " + job.id() + " is damaged", e);
        }
    }
}
