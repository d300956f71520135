package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.monitor.Announcements;
import dev.domibusbackup.monitor.EndedJob;
import dev.domibusbackup.monitor.JobWatch;

/** When a job gives its lock back, an undeployment may end our tables. */
class JobEndListenerTest {

    private static final long EXECUTION = 7;

    private final List<String> acts = new ArrayList<>();
    private final List<EndedJob> told = new ArrayList<>();
    private final StepGuard guard = new StepGuard();
    private final JobEnd end = new JobEnd() {
        @Override
        void of(JobRecord job, JobContext context) {
            acts.add("audited");
        }
    };
    private final JobEndListener listener = new JobEndListener();
    private boolean catalogFails;
    private boolean watchFails;

    @BeforeEach
    void parts() {
        JobRecord job = job();
        JobContext context = proxy(JobContext.class, name -> switch (name) {
            case "getExecutionId" -> EXECUTION;
            case "getBatchStatus" -> BatchStatus.COMPLETED;
            case "getJobName" -> "domibus-backup";
            default -> null;
        });
        Injected.into(listener, "context", context);
        Injected.into(listener, "guard", guard);
        Injected.into(listener, "end", end);
        Injected.into(listener, "lookup", new JobLookup() {
            @Override
            public JobRecord job(JobName name, JobContext asked, String request) {
                return job;
            }
        });
        Injected.into(listener, "works", new JobWorks() {
            @Override
            JobWork of(String jobName) {
                return proxy(JobWork.class, name -> name.equals("name") ? JobName.BACKUP : null);
            }
        });
        Injected.into(listener, "lock", new InstallationLock() {
            @Override
            public synchronized void release(String released) {
                acts.add(guard.isAtWork() ? "released" : "released too late to be waited for");
            }
        });
        JobWatch watch = new JobWatch(new Announcements()) {
            @Override
            public void ended(EndedJob ended) {
                if (watchFails) {
                    throw new IllegalStateException("no");
                }
                acts.add("told");
                told.add(ended);
            }

            @Override
            public void forget(long execution) {
                acts.add("forgotten");
            }
        };
        Injected.into(listener, "watch", watch);
        Injected.field(JobEnd.class, end, "watch", watch);
        Injected.field(JobEnd.class, end, "catalog", new JobCatalog() {
            @Override
            public List<ProblemRecord> problems(String asked) {
                return look(List.of());
            }

            @Override
            public Optional<JobRecord> find(String id) {
                return look(Optional.of(job));
            }

            private <T> T look(T found) {
                acts.add("asked");
                if (catalogFails) {
                    throw new IllegalStateException("no database");
                }
                return found;
            }
        });
    }

    @Test
    void nothing_is_asked_of_the_database_when_the_lock_is_given_back() {
        listener.afterJob();
        assertThat(acts).containsExactly("audited", "asked", "asked", "released", "told", "forgotten");
        assertThat(guard.isAtWork()).isFalse();
    }

    @Test
    void a_completed_job_stays_so_when_nothing_can_be_read_of_it() {
        catalogFails = true;
        listener.afterJob();
        assertThat(told).singleElement()
                .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(EndedJob.Outcome.COMPLETED));
        assertThat(acts).contains("released", "forgotten");
    }

    @Test
    void a_completed_job_stays_so_when_its_end_cannot_be_told() {
        watchFails = true;
        listener.afterJob();
        assertThat(acts).endsWith("released", "forgotten");
    }

    private static JobRecord job() {
        JobCatalog catalog = new JobCatalog();
        Injected.into(catalog, "entities", proxy(EntityManager.class, name -> null));
        return catalog.add("job", "domibus-backup", "{}", "operator");
    }

    private interface Answers {
        Object to(String method);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName())));
    }
}
