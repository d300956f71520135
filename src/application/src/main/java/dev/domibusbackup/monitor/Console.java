package dev.domibusbackup.monitor;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.problem.Problem;

/** What a JMX console sees of us: three MBeans in the platform's server of MBeans, from deployment to undeployment. */
@ApplicationScoped
public class Console {

    private static final Duration BETWEEN_DELIVERIES = Duration.ofMillis(250);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Inject
    private Background background;

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
    private List<Background.Repeated> tasks = List.of();
    private LastLook look;

    /** At deployment. A thread of JMX knows nothing of our deployment, so what it calls runs in the context of now. */
    void begin() {
        Operations operationsHere = contexts.createContextualProxy(operations, Operations.class);
        Sights sightsHere = contexts.createContextualProxy(sights, Sights.class);
        look = new LastLook(sights, Clock.systemUTC());
        Map<ObjectName, Object> beans = new LinkedHashMap<>();
        beans.put(Names.of(Names.INSTALLATION), new DescribedMBean(new InstallationBean(look::get),
                InstallationMXBean.class, new NotificationBroadcasterSupport()));
        beans.put(Names.of(Names.JOBS), new DescribedMBean(new JobsBean(watch, progress::of, operationsHere),
                JobsMXBean.class, announcements.jobs()));
        beans.put(Names.of(Names.QUIET_WINDOW), new DescribedMBean(new QuietWindowBean(sightsHere::quietWindow),
                QuietWindowMXBean.class, announcements.window()));
        registrations = new Registrations(ManagementFactory.getPlatformMBeanServer(), beans);
        registrations.attempt();
        tasks = List.of(background.repeat(Duration.ZERO, BETWEEN_DELIVERIES, this::deliver),
                background.repeat(SECOND, SECOND, look::lookIfDue));
    }

    /** At undeployment. What was not sent yet is not: a listener that does not return would hold us up. */
    void end() {
        tasks.forEach(Background.Repeated::end);
        if (registrations != null) {
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
            look.makeDue();
        }
    }
}
