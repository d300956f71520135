package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomibusQueuesTest {

    @TempDir
    Path root;

    private static DomibusQueue only(Installation installation) {
        assertThat(installation.queues()).hasSize(1);
        return installation.queues().get(0);
    }

    @Test
    void every_queue_of_domibus_is_found_and_no_topic() {
        Tree tree = Tree.in(root);
        for (KnownDestination destination : KnownDestination.values()) {
            if (!destination.topic()) {
                tree.queue(destination);
            }
        }
        tree.queues.add(new QueueFacts("DomibusClusterCommandTopic", "jms.topic.DomibusClusterCommandTopic",
                List.of("java:/jms/domibus.internal.command"), true));
        tree.queue("Foreign", "jms.queue.Foreign", "java:/jms/foreign");
        tree.queue("DLQ", "jms.queue.DLQ", "java:/jms/queue/DLQ");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.queues()).hasSize(KnownDestination.values().length - 1)
                .extracting(DomibusQueue::name).doesNotContain("Foreign", "DLQ", "DomibusClusterCommandTopic");
        assertThat(installation.queues()).allMatch(queue -> queue.known().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:/jms/domibus.backend.jms.outQueue", "java:/jms/queue/DomibusBusinessMessageOutQueue",
        "java:jboss/exported/jms/queue/DomibusBusinessMessageOutQueue", "jms/domibus.backend.jms.outQueue"})
    void a_queue_is_known_by_any_of_its_jndi_names(String jndiName) {
        DomibusQueue queue = only(Tree.in(root).queue("OddName", "odd", jndiName).read());
        assertThat(queue.known()).contains(KnownDestination.OUT);
        assertThat(queue.origins()).extracting(DomibusQueue.Origin::kind).containsExactly(DomibusQueue.Kind.FIXED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DomibusSplitAndJoinQueue", "domibus.internal.splitAndJoin.queue",
        "eDeliveryModule!DomibusSplitAndJoinQueueQueue", "eDeliveryModule!server1@DomibusSplitAndJoinQueueQueue"})
    void a_queue_is_known_by_the_names_that_servers_have_for_it(String name) {
        assertThat(only(Tree.in(root).queue(name, name).read()).known()).contains(KnownDestination.SPLIT_AND_JOIN);
    }

    @Test
    void a_property_may_give_a_queue_another_name() {
        Tree tree = Tree.in(root).queue("Mine", "jms.queue.Mine", "java:/jms/my.out")
                .properties("plugins/config/jms-plugin.properties", "jmsplugin.queue.out=jms/my.out");
        DomibusQueue queue = only(tree.read());
        assertThat(queue.origins()).containsExactly(new DomibusQueue.Origin(DomibusQueue.Kind.PROPERTY,
                Optional.of("jmsplugin.queue.out"),
                Optional.of(tree.conf.resolve("plugins/config/jms-plugin.properties").toString()), Optional.empty()));
    }

    @Test
    void a_property_of_the_environment_alone_is_seen_too() {
        Tree tree = Tree.in(root).queue("Alerts", "jms.queue.Alerts", "java:/jms/alerts");
        tree.environment.put("DOMIBUS_JMS_QUEUE_ALERT", "jms/alerts");
        assertThat(only(tree.read()).origins()).extracting(DomibusQueue.Origin::property)
                .containsExactly(Optional.of("domibus.jms.queue.alert"));
    }

    @Test
    void rule_queues_are_found_by_pattern_for_all_and_for_a_tenant() {
        Tree tree = Tree.in(root).multiTenant("red")
                .queue("RuleAll", "jms.queue.RuleAll", "java:/jms/rule.all")
                .queue("RuleRed", "jms.queue.RuleRed", "java:/jms/rule.red")
                .properties("plugins/config/jms-plugin.properties", """
                        jmsplugin.queue.reply.routing.rule1=a description
                        jmsplugin.queue.reply.routing.rule1.service=s
                        jmsplugin.queue.reply.routing.rule1.queue=jms/rule.all""")
                .properties("plugins/config/domains/red/red-jms-plugin.properties",
                        "red.jmsplugin.queue.consumer.notification.error.routing.my.rule.queue=jms/rule.red");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.queues()).flatExtracting(DomibusQueue::origins)
                .extracting(DomibusQueue.Origin::kind, DomibusQueue.Origin::domain).containsExactlyInAnyOrder(
                        tuple(DomibusQueue.Kind.RULE, Optional.empty()),
                        tuple(DomibusQueue.Kind.RULE, Optional.of("red")));
    }

    @Test
    void a_queue_that_the_server_lacks_is_a_problem_if_a_property_names_it() {
        Tree tree = Tree.in(root).properties("plugins/config/jms-plugin.properties",
                "jmsplugin.queue.in=jms/not.there\njmsplugin.queue.out.routing.r.queue=jms/nor.there");
        Installation installation = tree.read();
        assertThat(installation.problems()).extracting("code").containsExactly("DB-DOM-021", "DB-DOM-021");
        assertThat(installation.problems()).extracting("fact").asString().contains("jms/not.there", "jms/nor.there");
    }

    @Test
    void a_sample_for_a_domain_that_does_not_exist_is_only_a_warning() {
        Tree tree = Tree.in(root).properties("plugins/config/jms-plugin.properties",
                "DOMAIN.jmsplugin.queue.out=jms/x\nDOMAIN.jmsplugin.queue.out.routing.r.queue=jms/y");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.warnings()).extracting("code").containsExactly("DB-DOM-022", "DB-DOM-022");
    }

    @Test
    void a_tenants_property_names_its_queue() {
        Tree tree = Tree.in(root).multiTenant("red").queue("RedOut", "jms.queue.RedOut", "java:/jms/red.out")
                .properties("domains/red/red-domibus.properties", "red.jmsplugin.queue.notification=jms/red.out");
        DomibusQueue queue = only(tree.read());
        assertThat(queue.origins()).hasSize(1);
        assertThat(queue.origins().get(0).domain()).contains("red");
    }

    @Test
    void a_tenants_own_queue_of_domibus_4_is_found_by_its_name() {
        Tree tree = Tree.in(root).multiTenant("red").queue("red.domibus.backend.jms.outQueue", "a")
                .queue("X", "b", "java:/jms/red.domibus.backend.jms.inQueue")
                .queue("blue.domibus.backend.jms.outQueue", "c");
        assertThat(tree.read().queues()).extracting(DomibusQueue::address).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_topic_that_a_property_names_is_left_alone() {
        Tree tree = Tree.in(root).properties("plugins/config/jms-plugin.properties", "jmsplugin.queue.out=jms/t");
        tree.queues.add(new QueueFacts("T", "T", List.of("java:/jms/t"), true));
        assertThat(tree.read().queues()).isEmpty();
    }
}
