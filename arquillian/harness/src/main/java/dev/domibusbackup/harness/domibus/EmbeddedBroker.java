package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.harness.FreePorts;

/**
 * The broker inside the stand-in Domibus on Tomcat: its configuration as the distribution of 5.x has it, on 127.0.0.1
 * and ports that stay the same.
 *
 * @param openWirePort where clients connect
 * @param jmxPort      where its JMX connector is found
 * @param rmiPort      where that connector listens
 * @param kahaDb       folder of its messages
 * @param scheduler    folder of the messages that wait for their time
 */
public record EmbeddedBroker(int openWirePort, int jmxPort, int rmiPort, Path kahaDb, Path scheduler) {

    /** As JMX has it. */
    public static final String NAME = "localhost";
    /** Who may do everything; Domibus's own user may read from and write to Domibus's queues. */
    public static final String ADMINISTRATOR = "admin";
    public static final String ADMINISTRATOR_PASSWORD = "123456";
    /** The password of Domibus's own user. */
    public static final String PASSWORD = "activemq-Pass%42";

    private static final String STORES = "${domibus.work.location:${domibus.config.location}}/work";
    /** Those that the plugin which discards keeps out of the dead letter queue; the broker tries them once. */
    private static final List<String> DROPPED = List.of("domibus.internal.dispatch.queue",
            "domibus.internal.largeMessage.queue", "domibus.internal.pull.queue", "domibus.internal.alert.queue",
            "domibus.internal.earchive.queue", "domibus.internal.earchive.notification.dlq",
            "domibus.internal.retentionMessage.queue", "domibus.fsplugin.send.queue", "domibus.wsplugin.send.queue");
    private static final List<String> OTHERS = List.of("domibus.backend.jms.inQueue", "domibus.backend.jms.outQueue",
            "domibus.backend.jms.replyQueue", "domibus.backend.jms.errorNotifyConsumer",
            "domibus.backend.jms.errorNotifyProducer", "domibus.notification.jms", "domibus.notification.webservice",
            "domibus.notification.filesystem", "domibus.notification.kerkovi", "domibus.internal.notification.unknown",
            "domibus.internal.splitAndJoin.queue", "domibus.internal.pull.receipt.queue",
            "domibus.internal.earchive.notification.queue", "domibus.DLQ", "domibus.backend.jms.rule1.outQueue");
    private static final List<String> OF_TENANTS = List.of("domibus.backend.jms.outQueue",
            "domibus.backend.jms.replyQueue", "domibus.backend.jms.errorNotifyConsumer",
            "domibus.backend.jms.errorNotifyProducer", "domibus.backend.jms.rule1.outQueue");

    /** Writes its configuration file and its properties into those of an installation. */
    static EmbeddedBroker configure(DomibusInstallation installation) throws IOException {
        int offset = FreePorts.offsetFor(11616, 1199, 1200);
        Path work = installation.configuration().resolve("work");
        EmbeddedBroker broker = new EmbeddedBroker(11616 + offset, 1199 + offset, 1200 + offset,
                work.resolve("kahadb"), work.resolve("activemq_data").resolve(NAME).resolve("scheduler"));
        Path file = installation.configuration().resolve("internal/activemq.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, broker.file(queues(installation)));
        Files.writeString(installation.configuration().resolve("domibus.properties"), """
                activeMQ.embedded.configurationFile=file:///${domibus.config.location}/internal/activemq.xml
                activeMQ.broker.host=127.0.0.1
                activeMQ.brokerName=%s
                activeMQ.connectorPort=%d
                activeMQ.rmiServerPort=%d
                activeMQ.transportConnector.uri=tcp://${activeMQ.broker.host}:%d
                activeMQ.username=domibus
                activeMQ.password=%s
                activeMQ.persistent=true
                """.formatted(NAME, broker.jmxPort, broker.rmiPort, broker.openWirePort, PASSWORD),
                StandardOpenOption.APPEND);
        return broker;
    }

    private static List<String> queues(DomibusInstallation installation) {
        List<String> queues = new ArrayList<>(Stream.concat(DROPPED.stream(), OTHERS.stream()).toList());
        if (installation.generalSchema().isPresent()) {
            installation.domains().forEach(domain -> OF_TENANTS.forEach(
                    queue -> queues.add(domain.code() + "." + queue)));
        }
        return queues;
    }

    /** How clients find it. */
    public String uri() {
        return "tcp://127.0.0.1:" + openWirePort;
    }

    private String file(List<String> queues) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <beans xmlns="http://www.springframework.org/schema/beans"
                       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                       xmlns:amq="http://activemq.apache.org/schema/core"
                       xsi:schemaLocation="
                         http://www.springframework.org/schema/beans
                         http://www.springframework.org/schema/beans/spring-beans.xsd
                         http://activemq.apache.org/schema/core
                         http://activemq.apache.org/schema/core/activemq-core.xsd">
                  <amq:broker id="broker" brokerName="${activeMQ.brokerName}" persistent="${activeMQ.persistent}"
                              dataDirectory="%1$s/activemq_data" useJmx="true"
                              schedulerSupport="true" useShutdownHook="false">
                    <amq:destinationPolicy>
                      <amq:policyMap>
                        <amq:policyEntries>
                          <amq:policyEntry queue="domibus.internal.earchive.notification.queue">
                            <amq:deadLetterStrategy>
                              <amq:sharedDeadLetterStrategy>
                                <amq:deadLetterQueue>
                                  <amq:queue physicalName="domibus.internal.earchive.notification.dlq"/>
                                </amq:deadLetterQueue>
                              </amq:sharedDeadLetterStrategy>
                            </amq:deadLetterStrategy>
                          </amq:policyEntry>
                          <amq:policyEntry queue=">">
                            <amq:deadLetterStrategy>
                              <amq:sharedDeadLetterStrategy processExpired="false">
                                <amq:deadLetterQueue>
                                  <amq:queue physicalName="domibus.DLQ"/>
                                </amq:deadLetterQueue>
                              </amq:sharedDeadLetterStrategy>
                            </amq:deadLetterStrategy>
                          </amq:policyEntry>
                        </amq:policyEntries>
                      </amq:policyMap>
                    </amq:destinationPolicy>
                    <amq:destinations>
                %2$s
                      <amq:topic physicalName="domibus.internal.command"/>
                    </amq:destinations>
                    <amq:managementContext>
                      <amq:managementContext createConnector="true" connectorHost="${activeMQ.broker.host}"
                                             connectorPort="${activeMQ.connectorPort}"
                                             rmiServerPort="${activeMQ.rmiServerPort}"
                                             jmxDomainName="org.apache.activemq"/>
                    </amq:managementContext>
                    <amq:persistenceAdapter>
                      <amq:kahaDB directory="%1$s/kahadb"/>
                    </amq:persistenceAdapter>
                    <amq:plugins>
                      <amq:simpleAuthenticationPlugin anonymousAccessAllowed="false">
                        <amq:users>
                          <amq:authenticationUser username="${activeMQ.username}" password="${activeMQ.password}"
                                                  groups="users"/>
                          <amq:authenticationUser username="%4$s" password="%5$s" groups="admins,users"/>
                        </amq:users>
                      </amq:simpleAuthenticationPlugin>
                      <amq:authorizationPlugin>
                        <amq:map>
                          <amq:authorizationMap>
                            <amq:authorizationEntries>
                              <amq:authorizationEntry queue=">" read="admins" write="admins" admin="admins"/>
                              <amq:authorizationEntry topic=">" read="admins" write="admins" admin="admins"/>
                              <amq:authorizationEntry queue="domibus.>" read="users" write="users" admin="admins"/>
                              <amq:authorizationEntry queue="*.domibus.>" read="users" write="users" admin="admins"/>
                              <amq:authorizationEntry topic="domibus.>" read="users" write="users" admin="admins"/>
                              <amq:authorizationEntry topic="ActiveMQ.Advisory.>" read="users" write="users"
                                                      admin="users"/>
                            </amq:authorizationEntries>
                          </amq:authorizationMap>
                        </amq:map>
                      </amq:authorizationPlugin>
                      <amq:discardingDLQBrokerPlugin dropAll="false" dropTemporaryQueues="true" dropTemporaryTopics="true"
                                                     dropOnly="%6$s" reportInterval="10000"/>
                      <amq:redeliveryPlugin fallbackToDeadLetter="true" sendToDlqIfMaxRetriesExceeded="true">
                        <amq:redeliveryPolicyMap>
                          <amq:redeliveryPolicyMap>
                            <amq:redeliveryPolicyEntries>
                %3$s
                              <amq:redeliveryPolicy queue="domibus.internal.splitAndJoin.queue"
                                                    maximumRedeliveries="3" redeliveryDelay="60000"/>
                              <amq:redeliveryPolicy queue="domibus.internal.pull.receipt.queue"
                                                    maximumRedeliveries="3" redeliveryDelay="1000"/>
                              <amq:redeliveryPolicy queue="domibus.internal.earchive.notification.queue"
                                                    maximumRedeliveries="6" redeliveryDelay="1800000"/>
                            </amq:redeliveryPolicyEntries>
                            <amq:defaultEntry>
                              <amq:redeliveryPolicy maximumRedeliveries="10" initialRedeliveryDelay="300000"
                                                    redeliveryDelay="300000"/>
                            </amq:defaultEntry>
                          </amq:redeliveryPolicyMap>
                        </amq:redeliveryPolicyMap>
                      </amq:redeliveryPlugin>
                    </amq:plugins>
                    <amq:systemUsage>
                      <amq:systemUsage>
                        <amq:memoryUsage>
                          <amq:memoryUsage limit="64 mb"/>
                        </amq:memoryUsage>
                        <amq:storeUsage>
                          <amq:storeUsage limit="512 mb"/>
                        </amq:storeUsage>
                        <amq:tempUsage>
                          <amq:tempUsage limit="128 mb"/>
                        </amq:tempUsage>
                      </amq:systemUsage>
                    </amq:systemUsage>
                    <amq:transportConnectors>
                      <amq:transportConnector uri="${activeMQ.transportConnector.uri}" disableAsyncDispatch="true"/>
                    </amq:transportConnectors>
                  </amq:broker>
                </beans>
                """.formatted(STORES, lines(queues, "      <amq:queue physicalName=\"%s\"/>"),
                lines(DROPPED, "              <amq:redeliveryPolicy queue=\"%s\" maximumRedeliveries=\"0\""
                        + " redeliveryDelay=\"1000\"/>"), ADMINISTRATOR, ADMINISTRATOR_PASSWORD,
                String.join(" ", DROPPED));
    }

    private static String lines(List<String> values, String line) {
        return values.stream().map(line::formatted).collect(Collectors.joining("\n"));
    }
}
