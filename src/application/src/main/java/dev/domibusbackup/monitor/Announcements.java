package dev.domibusbackup.monitor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is told to who listens by JMX. Who announces never waits for a listener: the notifications are sent later, in
 * their order, by one thread. They are numbered as one row, whichever MBean they come from.
 */
@ApplicationScoped
public class Announcements {

    private final Broadcaster jobs = new Broadcaster(true);
    private final Broadcaster window = new Broadcaster(false);
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private long sequence;

    private record Waiting(Broadcaster to, Notification notification) {
    }

    /** Notifications of one MBean, with types that every client has. */
    private static final class Broadcaster extends NotificationBroadcasterSupport {

        private final String source;

        Broadcaster(boolean ofJobs) {
            super(Announcement.all(ofJobs).stream().map(one -> new MBeanNotificationInfo(new String[] {one.type()},
                    Notification.class.getName(), one.description())).toArray(MBeanNotificationInfo[]::new));
            source = ofJobs ? Names.JOBS : Names.QUIET_WINDOW;
        }
    }

    /** Where the notifications about jobs come from. */
    NotificationEmitter jobs() {
        return jobs;
    }

    /** Where the notifications about the quiet window come from. */
    NotificationEmitter window() {
        return window;
    }

    /** To be called when a quiet window is opened. */
    public void opened(String job, String purpose, Instant openedAt) {
        announce(Announcement.WINDOW_OPENED, "Domibus is being stopped for the " + purpose + " " + job + ".",
                facts(job, purpose, openedAt));
    }

    /** To be called when a quiet window is closed. */
    public void closed(String job, String purpose, Instant openedAt) {
        announce(Announcement.WINDOW_CLOSED, "The quiet window of the " + purpose + " " + job + " is closed.",
                facts(job, purpose, openedAt));
    }

    private static Map<String, Object> facts(String job, String purpose, Instant openedAt) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", job);
        facts.put("purpose", purpose);
        facts.put("openedAt", openedAt.toString());
        return facts;
    }

    /**
     * Takes a notification to be sent soon.
     *
     * @param facts texts and numbers; {@code null} stands for what there is not
     */
    synchronized void announce(Announcement type, String message, Map<String, Object> facts) {
        Broadcaster to = type.isOfJobs() ? jobs : window;
        Notification notification = new Notification(type.type(), Names.of(to.source), ++sequence,
                System.currentTimeMillis(), message);
        notification.setUserData(composite(type, facts));
        waiting.add(new Waiting(to, notification));
    }

    /**
     * Sends what waits; by one thread at a time.
     *
     * @return whether there was anything
     */
    boolean deliver() {
        boolean any = false;
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            next.to.sendNotification(next.notification);
            any = true;
        }
        return any;
    }

    private static CompositeDataSupport composite(Announcement type, Map<String, Object> facts) {
        String[] names = facts.keySet().toArray(String[]::new);
        OpenType<?>[] types = facts.values().stream()
                .map(value -> value instanceof Long ? SimpleType.LONG : SimpleType.STRING).toArray(OpenType[]::new);
        try {
            return new CompositeDataSupport(new CompositeType(type.type(), type.description(), names, names, types),
                    facts);
        } catch (OpenDataException e) {
            throw new IllegalStateException("facts of " + type.type(), e);
        }
    }
}
