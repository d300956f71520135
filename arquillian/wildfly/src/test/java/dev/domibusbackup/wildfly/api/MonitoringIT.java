package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.OperationsException;
import javax.management.openmbean.CompositeData;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.site.Site;

/** Our MBeans, seen by a plain JMX client. */
class MonitoringIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final ObjectName INSTALLATION = JmxClient.INSTALLATION;
    private static final ObjectName JOBS = JmxClient.JOBS;
    private static final ObjectName QUIET_WINDOW = JmxClient.QUIET_WINDOW;

    private static Site site;

    @BeforeAll
    static void takeSite() {
        site = SHARED.site();
    }

    @Test
    void a_backup_is_started_watched_stopped_and_restarted_by_jmx_alone() {
        try (JmxClient client = JmxClient.local(site)) {
            client.listen(JOBS);
            client.listen(QUIET_WINDOW);
            String id;
            try (HeldDump held = SHARED.dump().hold()) {
                id = (String) client.call(JOBS, "startBackup", "by-jmx", "resume");
                held.awaitHeld();

                assertThat(client.get(JOBS, "RunningJob")).isEqualTo(id);
                assertThat(client.get(JOBS, "RunningJobName")).isEqualTo("domibus-backup");
                assertThat(client.get(JOBS, "RunningJobStartedBy")).isEqualTo("console");
                assertThat(client.get(JOBS, "Step")).isEqualTo("start-database-dumps");
                assertThat((Long) client.get(JOBS, "RunningSeconds")).isNotNegative();
                assertThat(tasks(client)).contains("precopy bytes", "server bytes");
                assertThat(client.get(QUIET_WINDOW, "Open")).isEqualTo(true);
                assertThat(client.get(QUIET_WINDOW, "State")).isEqualTo("open");
                assertThat(client.get(QUIET_WINDOW, "Job")).isEqualTo(id);
                assertThat((Integer) client.get(QUIET_WINDOW, "PausedQueues")).isPositive();
                assertThat(Instant.parse((String) client.get(QUIET_WINDOW, "CutAt"))).isBefore(Instant.now());
                noAttributeThrows(client);
                refused(client.refusal(JOBS, "startBackup"), "DB-JOB-002", id);
                refused(client.refusal(JOBS, "restart", id), "DB-JOB-003", id);

                client.call(JOBS, "stop", id);
            }
            assertThat(client.awaitNotifications(4)).containsExactly("job.started", "window.opened", "window.closed",
                    "job.stopped");
            assertThat(site.api().job(id).json().path("state").asText()).isEqualTo("stopped");
            assertThat(client.get(JOBS, "RunningJob")).isNull();
            assertThat(client.get(QUIET_WINDOW, "State")).isEqualTo("none");

            client.call(JOBS, "restart", id);
            assertThat(client.awaitNotifications(8).subList(4, 8)).containsExactly("job.started", "window.opened",
                    "window.closed", "job.finished");
            numberedInOrderAbout(id, client.notifications());
            JsonNode job = site.api().job(id).json();
            assertThat(job.path("state").asText()).startsWith("completed").isEqualTo(client.get(JOBS, "LastJobState"));
            assertThat(audit(id)).containsExactly("console domibus-backup.start ok", "console domibus-backup.stop ok",
                    "console domibus-backup.end DB-JOB-008", "console domibus-backup.restart ok",
                    "console domibus-backup.end ok");
            Await.until("the new backup in sight", BOUND, () -> job.path("set").asText()
                    .equals(client.get(INSTALLATION, "LastGoodBackup")));
            assertThat((Long) client.get(INSTALLATION, "LastGoodBackupAgeSeconds")).isBetween(0L, 180L);
        }
    }

    @Test
    void the_installation_is_told_with_the_same_problems_as_by_the_api() {
        try (JmxClient client = JmxClient.local(site)) {
            Await.until("a look at the running Domibus", BOUND,
                    () -> "running".equals(client.get(INSTALLATION, "DomibusState")));
            assertThat((String) client.get(INSTALLATION, "Server")).startsWith("WildFly");
            assertThat(client.get(INSTALLATION, "Domibus")).isEqualTo(Site.DOMIBUS);
            assertThat(client.get(INSTALLATION, "DomibusVersion")).isEqualTo(
                    site.api().get("/installation").json().path("domibus").path("version").asText());
            assertThat(client.get(INSTALLATION, "Repository")).isEqualTo(site.repository().toString());
            assertThat((Long) client.get(INSTALLATION, "AgeSeconds")).isLessThan(120);
            noAttributeThrows(client);
        }
    }

    @Test
    void bad_input_is_refused_with_code_fact_and_hint_and_starts_nothing() {
        try (JmxClient client = JmxClient.local(site)) {
            int before = site.api().get("/jobs?most=200").json().size();
            refused(client.refusal(JOBS, "startBackup", "String", "resume"), "DB-SET-", "String");
            refused(client.refusal(JOBS, "startBackup", "fine", "sometimes"), "DB-API-003", "stay-stopped");
            refused(client.refusal(JOBS, "stop", "nobody"), "DB-JOB-001", "nobody");
            refused(client.refusal(JOBS, "restart", ""), "DB-JOB-001", "");
            refused(client.refusal(JOBS, "stop", (String) null), "DB-JOB-001", "");
            assertThat(site.api().get("/jobs?most=200").json()).hasSize(before);
        }
    }

    @Test
    void a_backup_that_fails_is_told_so_and_who_started_it_by_the_management_port_is_known() {
        SHARED.systemProperty("domibus.backup.database.tools", "/nowhere");
        try (JmxClient client = JmxClient.remote(site)) {
            client.listen(JOBS);
            String id = (String) client.call(JOBS, "startBackup");
            assertThat(client.awaitNotifications(2)).containsExactly("job.started", "job.failed");
            CompositeData facts = (CompositeData) client.notifications().get(1).getUserData();
            assertThat((String) facts.get("problem")).contains("/nowhere", "DB-", "HINT:");
            assertThat(facts.get("startedBy")).isEqualTo("console ($local)");
            assertThat((String) client.get(JOBS, "LastJobProblem")).isEqualTo(facts.get("problem"));
            assertThat(audit(id).get(0)).isEqualTo("console ($local) domibus-backup.start ok");
            refused(client.refusal(JOBS, "stop", id), "DB-JOB-004", id);
        } finally {
            SHARED.systemProperty("domibus.backup.database.tools", SHARED.dump().folder().toString());
        }
    }

    @Test
    void the_names_are_there_while_we_are_deployed_and_not_longer() throws IOException, JMException {
        String ear = BuildOutput.ear().getFileName().toString();
        try (JmxClient client = JmxClient.local(site)) {
            ObjectName ours = new ObjectName("dev.domibusbackup:*");
            assertThat(client.connection().queryNames(ours, null)).hasSize(3);
            SHARED.undeploy(ear);
            try {
                assertThat(client.connection().queryNames(ours, null)).isEmpty();
            } finally {
                SHARED.deploy(ear);
            }
            assertThat(client.connection().queryNames(ours, null))
                    .containsExactlyInAnyOrder(INSTALLATION, JOBS, QUIET_WINDOW);
        }
    }

    private static void refused(Exception refusal, String code, String fact) {
        assertThat(refusal).isExactlyInstanceOf(OperationsException.class).hasNoCause();
        assertThat(refusal.getMessage()).startsWith(code).contains(fact).contains(" HINT: ")
                .doesNotContain("Exception");
    }

    private static void noAttributeThrows(JmxClient client) {
        for (ObjectName bean : List.of(INSTALLATION, JOBS, QUIET_WINDOW)) {
            try {
                for (MBeanAttributeInfo attribute : client.connection().getMBeanInfo(bean).getAttributes()) {
                    client.get(bean, attribute.getName());
                    assertThat(attribute.getDescription()).isNotBlank().isNotEqualTo(attribute.getName());
                }
            } catch (IOException | JMException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<String> tasks(JmxClient client) {
        List<String> tasks = new ArrayList<>();
        for (CompositeData task : (CompositeData[]) client.get(JOBS, "Progress")) {
            tasks.add(task.get("task") + " " + task.get("unit"));
        }
        return tasks;
    }

    private static void numberedInOrderAbout(String id, List<Notification> notifications) {
        assertThat(notifications).extracting(Notification::getSequenceNumber).isSorted().doesNotHaveDuplicates();
        assertThat(notifications).extracting(Notification::getTimeStamp).isSorted();
        assertThat(notifications).allSatisfy(notification -> {
            assertThat(notification.getClass()).isEqualTo(Notification.class);
            assertThat(((CompositeData) notification.getUserData()).get("job")).isEqualTo(id);
            assertThat(notification.getMessage()).contains(id);
        });
    }

    private static List<String> audit(String job) {
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : site.api().get("/audit?most=1000").json()) {
            if (entry.path("subject").asText().equals(job)) {
                entries.add(0, entry.path("user").asText() + " " + entry.path("action").asText() + " "
                        + entry.path("result").asText());
            }
        }
        return entries;
    }
}
