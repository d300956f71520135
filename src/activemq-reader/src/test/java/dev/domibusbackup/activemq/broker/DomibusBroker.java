package dev.domibusbackup.activemq.broker;

import java.io.File;
import java.util.List;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.RedeliveryPolicyMap;
import org.apache.activemq.broker.util.RedeliveryPlugin;
import org.apache.activemq.plugin.DiscardingDLQBrokerPlugin;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/**
 * The settings of Domibus's {@code activemq.xml}: redelivery by the broker after five minutes, scheduler support,
 * users, limits of memory and disk. Small journal files, so that a store has several. Started with the folder of its
 * data; prints its port; stops when its standard input ends.
 */
public final class DomibusBroker {

    private DomibusBroker() {
    }

    public static void main(String[] arguments) throws Exception {
        File data = new File(arguments[0]);
        BrokerService broker = new BrokerService();
        broker.setBrokerName("localhost");
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(true);
        broker.setDataDirectoryFile(new File(data, "activemq_data"));
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(new File(data, "kahadb"));
        store.setJournalMaxFileLength(1 << 20);
        broker.setPersistenceAdapter(store);
        broker.setPlugins(new BrokerPlugin[] {authentication(), discarding(), redelivery()});
        broker.getSystemUsage().getMemoryUsage().setLimit(64L << 20);
        broker.getSystemUsage().getStoreUsage().setLimit(512L << 20);
        broker.getSystemUsage().getTempUsage().setLimit(128L << 20);
        broker.addConnector("tcp://127.0.0.1:0?wireFormat.maxFrameSize=104857600");
        broker.start();
        System.out.println(broker.getTransportConnectors().get(0).getConnectUri());
        while (System.in.read() >= 0) {
            // whatever comes means nothing
        }
        broker.stop();
        broker.waitUntilStopped();
        System.out.println("stopped");
        Runtime.getRuntime().halt(0);
    }

    private static SimpleAuthenticationPlugin authentication() {
        SimpleAuthenticationPlugin plugin = new SimpleAuthenticationPlugin(
                List.of(new AuthenticationUser("domibus", "changeit", "users")));
        plugin.setAnonymousAccessAllowed(false);
        return plugin;
    }

    /** What fails for good in these queues is dropped; elsewhere it goes to the dead letter queue. */
    private static DiscardingDLQBrokerPlugin discarding() {
        DiscardingDLQBrokerPlugin plugin = new DiscardingDLQBrokerPlugin();
        plugin.setDropAll(false);
        plugin.setDropOnly("domibus.internal.dispatch.queue domibus.internal.pull.queue");
        return plugin;
    }

    private static RedeliveryPlugin redelivery() {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(10);
        policy.setInitialRedeliveryDelay(300_000);
        policy.setRedeliveryDelay(300_000);
        RedeliveryPolicyMap policies = new RedeliveryPolicyMap();
        policies.setDefaultEntry(policy);
        RedeliveryPlugin plugin = new RedeliveryPlugin();
        plugin.setRedeliveryPolicyMap(policies);
        return plugin;
    }
}
