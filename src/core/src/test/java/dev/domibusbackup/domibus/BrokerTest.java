package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    /** What Domibus's own file says, in our words; see its documentation of the embedded broker. */
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <beans xmlns="http://www.springframework.org/schema/beans" xmlns:amq="http://activemq.apache.org/schema/core">
              <amq:broker id="broker" brokerName="${activeMQ.brokerName}" persistent="${activeMQ.persistent}"
                  useJmx="true" schedulerSupport="true"
                  dataDirectory="${domibus.work.location:${domibus.config.location}}/work/activemq_data">
                <amq:managementContext>
                  <amq:managementContext connectorPort="${activeMQ.connectorPort}" jmxDomainName="org.apache.activemq"/>
                </amq:managementContext>
                <amq:persistenceAdapter>
                  <amq:kahaDB directory="${domibus.work.location:${domibus.config.location}}/work/kahadb"/>
                </amq:persistenceAdapter>
                <amq:plugins>
                  <amq:redeliveryPlugin fallbackToDeadLetter="true" sendToDlqIfMaxRetriesExceeded="true"/>
                </amq:plugins>
                <amq:systemUsage>
                  <amq:systemUsage>
                    <amq:memoryUsage><amq:memoryUsage limit="64 mb"/></amq:memoryUsage>
                    <amq:storeUsage><amq:storeUsage limit="512 mb"/></amq:storeUsage>
                    <amq:tempUsage><amq:tempUsage limit="128 mb"/></amq:tempUsage>
                  </amq:systemUsage>
                </amq:systemUsage>
                <amq:transportConnectors>
                  <amq:transportConnector uri="${activeMQ.transportConnector.uri}" disableAsyncDispatch="true"/>
                </amq:transportConnectors>
              </amq:broker>
            </beans>
            """;

    private static final String PROPERTIES = """
            domibus.database.schema=domibus
            activeMQ.broker.host=localhost
            activeMQ.brokerName=localhost
            activeMQ.persistent=true
            activeMQ.connectorPort=1199
            activeMQ.transportConnector.uri=tcp://${activeMQ.broker.host}:61616
            """;
    private static final String EMBEDDED = "activeMQ.embedded.configurationFile="
            + "file:///${domibus.config.location}/internal/activemq.xml\n";

    @TempDir
    private Path folder;
    private Tree tree;

    @BeforeEach
    void tree() {
        tree = Tree.in(folder);
        tree.kind = ServerKind.TOMCAT;
        tree.file("conf/domibus/internal/activemq.xml", FILE);
        tree.file("conf/domibus/domibus.properties", PROPERTIES + EMBEDDED);
    }

    @Test
    void the_stores_of_the_embedded_broker_are_where_its_file_says() {
        assertThat(broker()).isEqualTo(new Broker.Embedded(tree.conf.resolve("internal/activemq.xml"), "localhost",
                tree.conf.resolve("work/kahadb"), Optional.of(tree.conf.resolve("work/activemq_data/localhost/scheduler")),
                List.of("tcp://localhost:61616"), OptionalInt.empty(), new Broker.Limits(OptionalLong.of(64 << 20),
                OptionalLong.of(512 << 20), OptionalLong.of(128 << 20), OptionalLong.empty())));
    }

    @Test
    void placeholders_are_resolved_by_what_is_in_effect() {
        tree.systemProperties.put("domibus.work.location", "/var/domibus");
        tree.systemProperties.put("activeMQ.brokerName", "node one");
        Broker.Embedded broker = (Broker.Embedded) broker();

        assertThat(broker.kahaDb()).isEqualTo(Path.of("/var/domibus/work/kahadb"));
        assertThat(broker.name()).isEqualTo("node_one");
        assertThat(broker.scheduler()).contains(Path.of("/var/domibus/work/activemq_data/node_one/scheduler"));
    }

    @Test
    void other_places_in_the_file_are_believed() {
        tree.file("conf/domibus/internal/activemq.xml", FILE
                .replaceAll("kahaDB directory=\"[^\"]*\"", "kahaDB directory=\"/data/kaha\"")
                .replace("schedulerSupport=\"true\"", "schedulerSupport=\"true\" schedulerDirectory=\"/data/later\""));
        Broker.Embedded broker = (Broker.Embedded) broker();

        assertThat(broker.kahaDb()).isEqualTo(Path.of("/data/kaha"));
        assertThat(broker.scheduler()).contains(Path.of("/data/later"));
    }

    @Test
    void a_jmx_connector_is_there_only_when_the_broker_is_told_to_make_one() {
        tree.file("conf/domibus/internal/activemq.xml", FILE
                .replace("jmxDomainName=", "createConnector=\"${activeMQ.connector}\" jmxDomainName="));
        tree.systemProperties.put("activeMQ.connector", "true");
        assertThat(jmxPort()).hasValue(1199);

        tree.systemProperties.put("activeMQ.connector", "false");
        tree.systemProperties.put("org.apache.activemq.broker.jmx.createConnector", "true");
        assertThat(jmxPort()).isEmpty();

        tree.file("conf/domibus/internal/activemq.xml", FILE);
        assertThat(jmxPort()).hasValue(1199);

        tree.file("conf/domibus/internal/activemq.xml", FILE.replaceAll("connectorPort=\"[^\"]*\"", ""));
        assertThat(jmxPort()).hasValue(1099);

        tree.file("conf/domibus/internal/activemq.xml", FILE.replace("useJmx=\"true\"", "useJmx=\"false\""));
        assertThat(jmxPort()).isEmpty();
    }

    @Test
    void without_support_for_it_there_is_no_scheduler_store() {
        tree.file("conf/domibus/internal/activemq.xml", FILE.replace("schedulerSupport=\"true\"", ""));
        assertThat(((Broker.Embedded) broker()).scheduler()).isEmpty();
    }

    @Test
    void without_a_configuration_file_the_broker_is_an_external_one() {
        tree.file("conf/domibus/domibus.properties", """
                domibus.database.schema=domibus
                activeMQ.brokerName=one, two
                activeMQ.transportConnector.uri=failover:(tcp://one:61616,tcp://two:61616)
                activeMQ.JMXURL=service:jmx:rmi:///jndi/rmi://one:1199/jmxrmi
                """);
        assertThat(broker()).isEqualTo(new Broker.External("failover:(tcp://one:61616,tcp://two:61616)",
                List.of("one", "two"), Optional.of("service:jmx:rmi:///jndi/rmi://one:1199/jmxrmi")));
    }

    @Test
    void all_that_cannot_be_found_out_is_said_at_once() {
        tree.file("conf/domibus/internal/activemq.xml", FILE
                .replaceAll("kahaDB directory=\"[^\"]*\"", "kahaDB directory=\"work/kahadb\"")
                .replaceAll("dataDirectory=\"[^\"]*\"", ""));
        assertThatThrownBy(this::broker).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problems()).hasSize(2)).hasMessageContaining("DB-AMQ-002")
                .hasMessageContaining("work/kahadb is not an absolute path").hasMessageContaining("dataDirectory");
    }

    @Test
    void a_placeholder_that_nothing_defines_is_a_problem() {
        tree.file("conf/domibus/domibus.properties",
                PROPERTIES.replace("activeMQ.connectorPort=1199\n", "") + EMBEDDED);
        assertThatThrownBy(this::broker).isInstanceOf(ProblemException.class).hasMessageContaining("DB-DOM-004")
                .hasMessageContaining("activeMQ.connectorPort");
    }

    @Test
    void other_kinds_of_stores_are_refused() {
        for (String[] change : new String[][] {
            {"<amq:kahaDB directory", "<amq:mKahaDB directory"},
            {"<amq:kahaDB directory", "<amq:kahaDB indexDirectory=\"/fast\" directory"},
            {"persistent=\"${activeMQ.persistent}\"", "persistent=\"false\""},
            {"<amq:plugins>", "<amq:jobSchedulerStore/><amq:plugins>"}}) {
            tree.file("conf/domibus/internal/activemq.xml", FILE.replace(change[0], change[1]));
            assertThatThrownBy(this::broker).as(change[1]).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("DB-AMQ-003");
        }
    }

    @Test
    void a_file_that_is_missing_or_no_xml_is_a_problem() {
        tree.file("conf/domibus/internal/activemq.xml", FILE.substring(0, 500));
        assertThatThrownBy(this::broker).hasMessageContaining("DB-AMQ-001").hasMessageContaining("not well-formed");
        tree.file("conf/domibus/domibus.properties", PROPERTIES + EMBEDDED.replace("activemq.xml", "other.xml"));
        assertThatThrownBy(this::broker).hasMessageContaining("DB-AMQ-001").hasMessageContaining("other.xml");
        tree.file("conf/domibus/domibus.properties", "domibus.database.schema=domibus\n");
        assertThatThrownBy(this::broker).hasMessageContaining("DB-AMQ-017");
    }

    private OptionalInt jmxPort() {
        return ((Broker.Embedded) broker()).jmxPort();
    }

    private Broker broker() {
        return Broker.of(tree.read());
    }
}
