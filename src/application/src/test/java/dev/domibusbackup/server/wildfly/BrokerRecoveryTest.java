package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.ResourceManager;
import org.apache.activemq.artemis.core.transaction.impl.XidImpl;
import org.jboss.tm.XAResourceWrapper;
import org.junit.jupiter.api.Test;

import dev.domibusbackup.problem.ServerProblem;

class BrokerRecoveryTest {

    private static final Xid BRANCH = new XidImpl(new byte[] {1}, 1, new byte[] {2});

    private final List<Xid> inDoubt = new ArrayList<>();
    private boolean started = true;
    private boolean active = true;
    private final ActiveMQServer broker = broker();
    private final BrokerRecovery recovery = new BrokerRecovery(() -> broker);

    @Test
    void a_broker_with_nothing_in_doubt_answers_to_the_name_of_its_branches_and_knows_none() throws XAException {
        XAResource[] resources = recovery.getXAResources();

        assertThat(resources).hasSize(1);
        assertThat(((XAResourceWrapper) resources[0]).getJndiName()).isEqualTo(EndedBranches.name(broker))
                .contains("node-1");
        assertThat(resources[0].recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void a_broker_with_a_branch_in_doubt_does_not_answer() {
        inDoubt.add(BRANCH);

        assertThat(recovery.getXAResources()).isEmpty();
    }

    @Test
    void a_broker_that_has_not_read_its_journal_does_not_answer() {
        active = false;
        assertThat(recovery.getXAResources()).isEmpty();

        active = true;
        started = false;
        assertThat(recovery.getXAResources()).isEmpty();
    }

    @Test
    void a_broker_that_is_not_there_does_not_answer() {
        BrokerRecovery early = new BrokerRecovery(() -> {
            throw ServerProblem.SERVICE_MISSING.exception("service", "broker", "name", "default");
        });

        assertThat(early.getXAResources()).isEmpty();
    }

    @Test
    void an_answer_that_is_no_longer_true_is_taken_back() {
        XAResource resource = recovery.getXAResources()[0];
        inDoubt.add(BRANCH);

        assertThatThrownBy(() -> resource.recover(XAResource.TMSTARTRSCAN)).isInstanceOf(XAException.class);
    }

    @Test
    void a_commit_is_refused_in_a_way_that_keeps_the_log() {
        XAResource resource = recovery.getXAResources()[0];

        assertThatThrownBy(() -> resource.commit(BRANCH, false)).isInstanceOfSatisfying(XAException.class,
                refusal -> assertThat(refusal.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    }

    private ActiveMQServer broker() {
        ResourceManager resources = (ResourceManager) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ResourceManager.class}, (proxy, method, arguments) -> inDoubt);
        Map<String, Object> fixed = Map.of("getResourceManager", resources, "getNodeID", SimpleString.toSimpleString("node-1"));
        return (ActiveMQServer) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ActiveMQServer.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "isStarted" -> started;
                    case "isActive" -> active;
                    default -> fixed.get(method.getName());
                });
    }
}
