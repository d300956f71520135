package dev.domibusbackup.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.problem.Problem;

class RegistrationsTest {

    private static final ObjectName NAME = Names.of(Names.QUIET_WINDOW);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Registrations first = deployment("backup");
    private final Registrations second = deployment("restore");

    @Test
    void the_second_deployment_leaves_the_name_to_the_first_and_takes_it_over_when_that_has_gone()
            throws JMException {
        first.attempt();
        second.attempt();
        assertThat(server.getAttribute(NAME, "Purpose")).isEqualTo("backup");
        assertThat(first.problems()).isEmpty();
        assertThat(second.problems()).extracting(Problem::code).containsExactly("DB-MON-001");

        first.end();
        second.attempt();
        assertThat(server.getAttribute(NAME, "Purpose")).isEqualTo("restore");
        assertThat(second.problems()).isEmpty();
    }

    @Test
    void the_end_of_a_deployment_takes_away_its_own_alone() throws JMException {
        first.attempt();
        second.attempt();
        second.end();
        assertThat(server.getAttribute(NAME, "Purpose")).isEqualTo("backup");
        first.end();
        assertThat(server.isRegistered(NAME)).isFalse();
    }

    @Test
    void an_attempt_after_the_end_registers_nothing() {
        first.attempt();
        first.end();
        first.attempt();
        assertThat(server.isRegistered(NAME)).isFalse();
    }

    @Test
    void what_the_server_of_mbeans_does_not_take_is_a_problem_and_no_failure() {
        Registrations refused = new Registrations(server, Map.of(NAME, "no MBean"));
        refused.attempt();
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("DB-MON-002");
        refused.end();
        assertThat(refused.problems()).isEmpty();
    }

    @Test
    void what_somebody_else_has_unregistered_does_no_harm() throws JMException {
        first.attempt();
        server.unregisterMBean(NAME);
        first.end();
        assertThat(server.isRegistered(NAME)).isFalse();
    }

    private Registrations deployment(String purpose) {
        QuietWindowSummary window = new QuietWindowSummary("open", purpose, "job", null, null, false, null, 0);
        return new Registrations(server, Map.of(NAME, new DescribedMBean(new QuietWindowBean(() -> window),
                QuietWindowMXBean.class, new NotificationBroadcasterSupport())));
    }
}
