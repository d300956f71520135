package dev.domibusbackup.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import javax.management.OperationsException;
import javax.management.openmbean.CompositeData;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.monitor.EndedJob.Outcome;
import dev.domibusbackup.problem.JobProblem;

/** Our MBeans in a plain server of MBeans. */
class MBeansTest {

    private static final String JOB = "7f0c";
    private static final String NAME = "domibus-backup";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Announcements announcements = new Announcements();
    private final JobWatch watch = new JobWatch(announcements);
    private final List<Progress> progress = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private InstallationSummary installation = InstallationSummary.NOTHING;
    private QuietWindowSummary window = QuietWindowSummary.NONE;
    private RuntimeException refusal;

    @BeforeEach
    void register() throws JMException {
        server.registerMBean(new DescribedMBean(new InstallationBean(() -> installation), InstallationMXBean.class,
                new NotificationBroadcasterSupport()), Names.of(Names.INSTALLATION));
        server.registerMBean(new DescribedMBean(new JobsBean(watch, job -> progress, new Acts()), JobsMXBean.class,
                announcements.jobs()), Names.of(Names.JOBS));
        server.registerMBean(new DescribedMBean(new QuietWindowBean(() -> window), QuietWindowMXBean.class,
                announcements.window()), Names.of(Names.QUIET_WINDOW));
        for (String bean : List.of(Names.JOBS, Names.QUIET_WINDOW)) {
            server.addNotificationListener(Names.of(bean), (notification, handback) -> notifications.add(notification),
                    null, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Names.INSTALLATION, Names.JOBS, Names.QUIET_WINDOW})
    void every_part_is_described_and_has_types_that_every_client_knows(String bean) throws JMException {
        MBeanInfo info = server.getMBeanInfo(Names.of(bean));
        assertThat(info.getDescriptor().getFieldValue("mxbean")).isEqualTo("true");
        assertThat(info.getDescription()).matches("[A-Z].*\\.");
        assertThat(info.getAttributes()).isNotEmpty().allSatisfy(attribute -> {
            assertThat(attribute.getDescription()).as(attribute.getName()).matches("[A-Za-z].*[.]");
            assertThat(attribute.isWritable()).isFalse();
        });
        assertThat(info.getOperations()).allSatisfy(operation -> {
            assertThat(operation.getDescription()).as(operation.getName()).matches("[A-Z].*\\.");
            assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
        });
        assertThat(Stream.of(info.getOperations()).flatMap(one -> Stream.of(one.getSignature())))
                .allSatisfy(parameter -> {
                    assertThat(parameter.getDescription()).matches("[A-Z].*\\.");
                    assertThat(parameter.getName()).matches("label|after|job");
                });
        assertThat(types(info)).allMatch(type -> type.matches("(\\[L)?java(x\\.management\\.openmbean|\\.lang)\\..*"
                + "|boolean|int|long|void"));
    }

    private static List<String> types(MBeanInfo info) {
        List<String> types = new ArrayList<>();
        Stream.of(info.getAttributes()).map(MBeanAttributeInfo::getType).forEach(types::add);
        Stream.of(info.getOperations()).map(MBeanOperationInfo::getReturnType).forEach(types::add);
        Stream.of(info.getOperations()).flatMap(one -> Stream.of(one.getSignature())).map(MBeanParameterInfo::getType)
                .forEach(types::add);
        return types;
    }

    @ParameterizedTest
    @ValueSource(strings = {Names.INSTALLATION, Names.JOBS, Names.QUIET_WINDOW})
    void no_attribute_throws_when_nothing_is_known_yet(String bean) throws JMException {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(Names.of(bean)).getAttributes()) {
            server.getAttribute(Names.of(bean), attribute.getName());
        }
        assertThat(get(Names.INSTALLATION, "Well")).isNull();
        assertThat(get(Names.INSTALLATION, "LastGoodBackupAgeSeconds")).isNull();
        assertThat(get(Names.JOBS, "RunningJob")).isNull();
        assertThat(get(Names.QUIET_WINDOW, "State")).isEqualTo("none");
    }

    @Test
    void the_installation_is_told_as_it_was_seen_and_ages() {
        Instant sealed = Instant.now().minusSeconds(7200);
        installation = new InstallationSummary(Instant.now().minusSeconds(10), "WildFly 39", "17",
                new InstallationSummary.Domibus("domibus.war", "5.1.9", "running"), "/sets",
                new InstallationSummary.Backups(3, sealed, "set-3", sealed), List.of("DB-X: fact HINT: hint"));
        assertThat(get(Names.INSTALLATION, "DomibusVersion")).isEqualTo("5.1.9");
        assertThat((Long) get(Names.INSTALLATION, "LastGoodBackupAgeSeconds")).isBetween(7200L, 7260L);
        assertThat((Long) get(Names.INSTALLATION, "AgeSeconds")).isBetween(10L, 70L);
        assertThat(get(Names.INSTALLATION, "LastGoodBackupAt")).isEqualTo(sealed.toString());
        assertThat(get(Names.INSTALLATION, "ProblemCount")).isEqualTo(1);
        assertThat(get(Names.INSTALLATION, "Well")).isEqualTo(false);
    }

    @Test
    void a_window_whose_record_is_unreadable_counts_as_open() {
        window = QuietWindowSummary.UNREADABLE;
        assertThat(get(Names.QUIET_WINDOW, "Open")).isEqualTo(true);
        assertThat(get(Names.QUIET_WINDOW, "State")).isEqualTo("unreadable");
    }

    @Test
    void a_running_job_is_told_with_step_and_progress() {
        watch.step("other", "domibus-verify", "eve", 1, false, "verify");
        watch.step(JOB, NAME, "olga", 2, true, "preflight");
        watch.step(2, "precopy");
        Progress files = new Progress(JOB, "precopy", "bytes");
        files.expect(400);
        files.add(100);
        progress.add(new Progress(JOB, "server", "bytes"));
        progress.add(files);

        assertThat(get(Names.JOBS, "RunningJob")).isEqualTo(JOB);
        assertThat(get(Names.JOBS, "RunningJobStartedBy")).isEqualTo("olga");
        assertThat(get(Names.JOBS, "Step")).isEqualTo("precopy");
        assertThat(get(Names.JOBS, "Task")).isEqualTo("precopy");
        assertThat(get(Names.JOBS, "Done")).isEqualTo(100L);
        assertThat(get(Names.JOBS, "Expected")).isEqualTo(400L);
        assertThat(get(Names.JOBS, "Percent")).isEqualTo(25);
        assertThat((CompositeData[]) get(Names.JOBS, "Progress")).extracting(task -> task.get("task"))
                .containsExactly("server", "precopy");
        assertThat((String[]) get(Names.JOBS, "RunningJobs")).containsExactlyInAnyOrder("other", JOB);
    }

    @Test
    void notifications_come_in_order_with_numbers_and_facts_of_simple_types() {
        watch.step(JOB, NAME, "olga", 2, true, "preflight");
        watch.step(JOB, NAME, "olga", 2, true, "read-server");
        announcements.opened(JOB, "backup", Instant.EPOCH);
        announcements.closed(JOB, "backup", Instant.EPOCH);
        watch.ended(ended(2, Outcome.COMPLETED_WITH_WARNINGS, null));
        watch.step(JOB, NAME, "olga", 3, true, "preflight");
        watch.ended(ended(3, Outcome.FAILED, "DB-X: fact HINT: hint"));
        watch.ended(ended(4, Outcome.STOPPED, "DB-JOB-008"));
        assertThat(notifications).as("who announces does not deliver").isEmpty();

        assertThat(announcements.deliver()).isTrue();
        assertThat(announcements.deliver()).isFalse();
        assertThat(notifications).extracting(Notification::getType).containsExactly("dev.domibusbackup.job.started",
                "dev.domibusbackup.window.opened", "dev.domibusbackup.window.closed", "dev.domibusbackup.job.finished",
                "dev.domibusbackup.job.started", "dev.domibusbackup.job.failed", "dev.domibusbackup.job.stopped");
        assertThat(notifications).extracting(Notification::getSequenceNumber).containsExactly(1L, 2L, 3L, 4L, 5L, 6L,
                7L);
        assertThat(notifications.get(0).getSource()).isEqualTo(Names.of(Names.JOBS));
        assertThat(notifications.get(1).getSource()).isEqualTo(Names.of(Names.QUIET_WINDOW));
        CompositeData finished = (CompositeData) notifications.get(3).getUserData();
        assertThat(finished.get("state")).isEqualTo("completed-with-warnings");
        assertThat(finished.get("execution")).isEqualTo(2L);
        assertThat(finished.get("problem")).isNull();
        CompositeData failed = (CompositeData) notifications.get(5).getUserData();
        assertThat(failed.get("problem")).isEqualTo("DB-X: fact HINT: hint");
        assertThat(get(Names.JOBS, "LastJobState")).isEqualTo("stopped");
        assertThat(get(Names.JOBS, "RunningJob")).isNull();
    }

    @Test
    void every_notification_is_announced_in_the_information_of_its_bean() throws JMException {
        List<String> types = new ArrayList<>();
        for (String bean : List.of(Names.JOBS, Names.QUIET_WINDOW)) {
            for (MBeanNotificationInfo info : server.getMBeanInfo(Names.of(bean)).getNotifications()) {
                types.addAll(List.of(info.getNotifTypes()));
                assertThat(info.getName()).isEqualTo(Notification.class.getName());
            }
        }
        assertThat(types).containsExactlyElementsOf(Stream.of(Announcement.values()).map(Announcement::type).toList());
    }

    @Test
    void a_listener_that_throws_keeps_nothing_from_the_others() throws JMException {
        server.addNotificationListener(Names.of(Names.JOBS), (notification, handback) -> {
            throw new IllegalStateException("listener");
        }, null, null);
        List<String> later = new ArrayList<>();
        server.addNotificationListener(Names.of(Names.JOBS),
                (notification, handback) -> later.add(notification.getType()), null, null);
        watch.step(JOB, NAME, "olga", 2, true, "preflight");
        announcements.deliver();
        assertThat(later).hasSize(1);
        assertThat(notifications).hasSize(1);
    }

    @Test
    void operations_do_what_they_say_with_blanks_around_what_was_typed_left_out() throws JMException {
        assertThat(call("startBackup")).isEqualTo("new");
        assertThat(call("startBackup", " label ", "stay-stopped")).isEqualTo("new");
        assertThat(call("startBackup", null, null)).isEqualTo("new");
        call("stop", JOB + " ");
        call("restart", JOB);
        assertThat(acts).containsExactly("start //", "start label/stay-stopped/", "start //", "stop " + JOB,
                "restart " + JOB);
    }

    @Test
    void a_refusal_is_an_exception_of_the_jdk_with_code_fact_and_hint() {
        refusal = JobProblem.BUSY.exception("job", JOB);
        for (RuntimeException thrown : List.of(refusal, new IllegalStateException(refusal))) {
            refusal = thrown;
            MBeanException refused = catchThrowableOfType(MBeanException.class, () -> call("startBackup"));
            assertThat(refused.getTargetException()).isExactlyInstanceOf(OperationsException.class).hasNoCause()
                    .hasMessageStartingWith("DB-JOB-002: The job " + JOB).hasMessageContaining("HINT: ");
        }
    }

    @Test
    void an_error_that_nobody_foresaw_tells_a_reference_and_nothing_else() {
        refusal = new IllegalStateException("secret");
        MBeanException refused = catchThrowableOfType(MBeanException.class, () -> call("stop", JOB));
        assertThat(refused.getTargetException()).isExactlyInstanceOf(OperationsException.class).hasNoCause();
        assertThat(refused.getTargetException().getMessage()).startsWith("DB-API-008").doesNotContain("secret");
    }

    private EndedJob ended(long execution, Outcome outcome, String problem) {
        return new EndedJob(JOB, NAME, "olga", execution, outcome, "set", problem, Instant.now());
    }

    private Object get(String bean, String attribute) {
        try {
            return server.getAttribute(Names.of(bean), attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private Object call(String operation, String... parameters) throws JMException {
        ObjectName jobs = Names.of(Names.JOBS);
        return server.invoke(jobs, operation, parameters,
                Stream.of(parameters).map(parameter -> String.class.getName()).toArray(String[]::new));
    }

    private final class Acts implements Operations {

        @Override
        public String startBackup(String label, String after) {
            act("start " + label + "/" + after + "/");
            return "new";
        }

        @Override
        public void stop(String job) {
            act("stop " + job);
        }

        @Override
        public void restart(String job) {
            act("restart " + job);
        }

        private void act(String act) {
            if (refusal != null) {
                throw refusal;
            }
            acts.add(act);
        }
    }
}
