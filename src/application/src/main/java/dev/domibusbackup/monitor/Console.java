package dev.domibusbackup.monitor;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.problem.MonitorProblem;
import dev.domibusbackup.problem.Problem;

/** What a JMX console sees of us: three MBeans in the platform's server of MBeans, from deployment to undeployment. */
@ApplicationScoped
public class Console {

    private static final System.Logger LOG = System.getLogger(Console.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final long MILLIS_BETWEEN_DELIVERIES = 250;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ContextService contexts;

    @Inject
    private Announcements announcements;

    @Inject
    private JobWatch watch;

    @Inject
    private ProgressBoard progress;

    @Inject
    private Operations operations;

    @Inject
    private Sights sights;

    private Registrations registrations;
    private List<ScheduledFuture<?>> tasks = List.of();
    private volatile InstallationSummary last = InstallationSummary.NOTHING;
    private volatile boolean lookDue = true;
    private volatile Instant looked = Instant.EPOCH;

    /** At deployment. A thread of JMX knows nothing of our deployment, so what it calls runs in the context of now. */
    void begin() {
        Operations operationsHere = contexts.createContextualProxy(operations, Operations.class);
        Sights sightsHere = contexts.createContextualProxy(sights, Sights.class);
        Map<ObjectName, Object> beans = new LinkedHashMap<>();
        beans.put(Names.of(Names.INSTALLATION), new DescribedMBean(new InstallationBean(() -> last),
                InstallationMXBean.class, new NotificationBroadcasterSupport()));
        beans.put(Names.of(Names.JOBS), new DescribedMBean(new JobsBean(watch, progress::of, operationsHere),
                JobsMXBean.class, announcements.jobs()));
        beans.put(Names.of(Names.QUIET_WINDOW), new DescribedMBean(new QuietWindowBean(sightsHere::quietWindow),
                QuietWindowMXBean.class, announcements.window()));
        registrations = new Registrations(ManagementFactory.getPlatformMBeanServer(), beans);
        registrations.attempt();
        tasks = List.of(
                scheduler.scheduleWithFixedDelay(this::deliver, 0, MILLIS_BETWEEN_DELIVERIES, TimeUnit.MILLISECONDS),
                scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS));
    }

    /** At undeployment. */
    void end() {
        tasks.forEach(task -> task.cancel(false));
        if (registrations != null) {
            announcements.deliver();
            registrations.end();
        }
    }

    /** Why we are not seen, if we are not. */
    public List<Problem> problems() {
        return registrations == null ? List.of() : registrations.problems();
    }

    private void deliver() {
        registrations.attempt();
        if (announcements.deliver()) {
            lookDue = true;
        }
    }

    private void look() {
        try {
            if (sights.isServerUp() && (lookDue || looked.plus(BETWEEN_LOOKS).isBefore(Instant.now()))) {
                lookDue = false;
                last = sights.installation();
                looked = Instant.now();
            }
        } catch (RuntimeException e) {
            // an exception would end the schedule; who watches sees the problem and the age
            looked = Instant.now();
            Problem problem = MonitorProblem.NOT_LOOKED.with("reason", e.getClass().getSimpleName(), "reference",
                    UUID.randomUUID());
            LOG.log(System.Logger.Level.WARNING, problem.toString(), e);
            last = last.with(problem.toString());
        }
    }
}
