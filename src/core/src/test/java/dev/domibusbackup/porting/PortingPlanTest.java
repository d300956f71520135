package dev.domibusbackup.porting;

import static dev.domibusbackup.porting.Ports.choice;
import static dev.domibusbackup.porting.Ports.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.domibus.Tree;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortingPlanTest {

    private static final String OUT = "jms.queue.DomibusBusinessMessageOutQueue";
    private static final String DISPATCH = "jms.queue.DomibusSendMessageQueue";
    private static final String ALERT = "jms.queue.DomibusAlertMessageQueue";
    private static final String PULL = "jms.queue.DomibusPullMessageQueue";

    @TempDir
    Path folder;
    private Tree source;
    private Tree target;

    @BeforeEach
    void installations() {
        source = Tree.in(folder.resolve("source"));
        target = Tree.in(folder.resolve("target"));
    }

    private void both(KnownDestination... destinations) {
        for (KnownDestination destination : destinations) {
            source.queue(destination);
            target.queue(destination);
        }
    }

    private static QueuePlan of(PortingPlan plan, String queue) {
        return plan.queues().stream().filter(one -> one.from().equals(queue)).findFirst().orElseThrow();
    }

    private static List<String> codes(PortingPlan plan) {
        return plan.problems().stream().map(Problem::code).toList();
    }

    @Test
    void between_two_installations_of_one_version_the_rules_choose_themselves() {
        both(KnownDestination.OUT, KnownDestination.DISPATCH, KnownDestination.ALERT, KnownDestination.PULL);
        PortingPlan plan = Ports.of(source).plan(target, choice(null)).orThrow();
        assertThat(plan.ruleSet()).contains("same-version");
        assertThat(of(plan, OUT).decision()).isEqualTo(Decision.IMPORT);
        assertThat(of(plan, OUT).to()).contains(OUT);
        assertThat(of(plan, OUT).messages()).isEqualTo(3);
        assertThat(of(plan, OUT).artifact()).isEqualTo("messages/" + OUT + ".jsonl.gz");
        assertThat(of(plan, DISPATCH).decision()).isEqualTo(Decision.IMPORT);
        assertThat(of(plan, DISPATCH).rules()).extracting(MessageRule::name)
                .containsExactly("domain-missing", "domain-unknown");
        assertThat(of(plan, ALERT).decision()).isEqualTo(Decision.SKIP);
        assertThat(of(plan, PULL).decision()).isEqualTo(Decision.REFUSE);
        assertThat(plan.imported()).extracting(QueuePlan::from).containsExactly(OUT, DISPATCH);
    }

    @ParameterizedTest
    @CsvSource({"4.2,5.1.1,4.x-to-5.x contracts-only", "5.0.4,5.1.1,5.0-to-5.1-or-newer contracts-only",
        "5.1.1,5.1.2,5.x-to-5.x contracts-only", "5.1.1,5.2-SNAPSHOT,5.x-to-5.x contracts-only",
        "5.1.1,4.2,contracts-only", "5.0.1,5.0.2,5.x-to-5.x contracts-only", "5.1.1,6.0,none"})
    void across_versions_the_rules_must_be_named_and_those_that_fit_are(String from, String to, String fitting) {
        both(KnownDestination.OUT);
        version(source, from);
        version(target, to);
        PortingPlan plan = Ports.of(source).plan(target, choice(null));
        assertThat(codes(plan)).containsExactly("DB-PORT-001");
        assertThat(plan.problems().get(0).hint()).endsWith("These fit: " + fitting.replace(" ", ", ") + ".");
        assertThat(plan.problems().get(0).fact()).contains(from, to);
        assertThat(plan.queues()).isEmpty();
        assertThatThrownBy(plan::orThrow).isInstanceOf(ProblemException.class);
    }

    private static void version(Tree tree, String version) {
        if (!version.equals("5.1.1")) {
            tree.version(version);
        }
    }

    @ParameterizedTest
    @CsvSource({"same-version,DB-PORT-003", "4.x-to-5.x,DB-PORT-003", "none-such,DB-PORT-002"})
    void rules_that_do_not_fit_are_a_problem(String ruleSet, String code) {
        both(KnownDestination.OUT);
        PortingPlan plan = Ports.of(source).plan(target.version("5.1.2"), choice(ruleSet));
        assertThat(codes(plan)).containsExactly(code);
    }

    @Test
    void dispatch_messages_of_domibus_4_are_refused_with_the_reason_and_naming_them_is_a_problem() {
        both(KnownDestination.OUT, KnownDestination.DISPATCH);
        source.version("4.2");
        PortingPlan all = Ports.of(source).plan(target, choice("4.x-to-5.x")).orThrow();
        assertThat(of(all, DISPATCH).decision()).isEqualTo(Decision.REFUSE);
        assertThat(of(all, DISPATCH).reason()).isEqualTo("A 5.x listener acknowledges 4.x dispatch messages without"
                + " effect: they would be lost; let the tables drive the sending.");
        assertThat(of(all, OUT).decision()).isEqualTo(Decision.IMPORT);
        PortingPlan named = Ports.of(source).plan(target, choice("4.x-to-5.x", queue(DISPATCH)));
        assertThat(codes(named)).containsExactly("DB-PORT-013");
        assertThat(of(named, OUT).reason()).isEqualTo("It was not chosen.");
    }

    @Test
    void messages_that_point_to_rows_are_refused_unless_the_database_is_said_to_be_the_same() {
        both(KnownDestination.OUT, KnownDestination.WS_SEND);
        PortingChoice elsewhere = new PortingChoice(Optional.empty(), List.of(), false, false, false);
        PortingPlan plan = Ports.of(source).plan(target, elsewhere).orThrow();
        assertThat(plan.imported()).extracting(QueuePlan::from).containsExactly(OUT);
        assertThat(of(plan, "jms.queue.DomibusWSPluginSendQueue").reason()).contains("sameDatabase");
    }

    @Test
    void a_queue_that_would_be_left_out_goes_when_it_is_named_by_any_of_its_names() {
        both(KnownDestination.ALERT);
        for (String name : List.of(ALERT, "DomibusAlertMessageQueue", "domibus.internal.alert.queue")) {
            PortingPlan plan = Ports.of(source).plan(target, choice(null, queue(name))).orThrow();
            assertThat(of(plan, ALERT).decision()).isEqualTo(Decision.IMPORT);
        }
    }

    @Test
    void an_empty_queue_needs_no_target() {
        both(KnownDestination.OUT);
        source.queue(KnownDestination.DLQ);
        PortingPlan plan = Ports.of(source).empty("jms.queue.DomibusDLQ").plan(target, choice(null)).orThrow();
        assertThat(of(plan, "jms.queue.DomibusDLQ").reason()).isEqualTo("It was empty.");
    }

    @Test
    void names_are_mapped_by_what_a_queue_is_to_domibus() {
        source.queue(KnownDestination.OUT).queue(KnownDestination.SPLIT_AND_JOIN);
        target.queue("domibus.backend.jms.outQueue", "domibus.backend.jms.outQueue")
                .queue("eDeliveryModule!DomibusSplitAndJoinQueueQueue", "eDeliveryModule!DomibusSplitAndJoinQueueQueue");
        PortingPlan plan = Ports.of(source).plan(target, choice(null)).orThrow();
        assertThat(of(plan, OUT).to()).contains("domibus.backend.jms.outQueue");
        assertThat(of(plan, "jms.queue.DomibusSplitAndJoinQueue").to())
                .contains("eDeliveryModule!DomibusSplitAndJoinQueueQueue");
    }

    @Test
    void the_queue_that_a_property_of_the_target_names_is_the_one_in_use() {
        source.queue(KnownDestination.OUT);
        target.queue(KnownDestination.OUT).queue("Mine", "jms.queue.Mine", "java:/jms/my.out")
                .properties("plugins/config/jms-plugin.properties", "jmsplugin.queue.out=jms/my.out");
        assertThat(of(Ports.of(source).plan(target, choice(null)).orThrow(), OUT).to()).contains("jms.queue.Mine");
    }

    @Test
    void rule_queues_and_tenant_queues_go_as_the_queue_that_they_stand_for() {
        String rule = "red.jmsplugin.queue.out.routing.r1.queue=jms/";
        source.multiTenant("red").queue("A", "jms.queue.A", "java:/jms/a")
                .queue("red.domibus.backend.jms.replyQueue", "jms.queue.red.domibus.backend.jms.replyQueue")
                .properties("plugins/config/domains/red/red-jms-plugin.properties", rule + "a");
        target.multiTenant("red").queue("B", "jms.queue.B", "java:/jms/b").queue("C", "jms.queue.C", "java:/jms/c")
                .properties("plugins/config/domains/red/red-jms-plugin.properties", rule + "b\n"
                        + "red.jmsplugin.queue.reply=jms/c");
        PortingPlan plan = Ports.of(source).plan(target, choice(null)).orThrow();
        assertThat(of(plan, "jms.queue.A").to()).contains("jms.queue.B");
        assertThat(of(plan, "jms.queue.red.domibus.backend.jms.replyQueue").to()).contains("jms.queue.C");
    }

    @Test
    void a_queue_that_no_rule_knows_goes_only_when_it_is_named() {
        both(KnownDestination.OUT);
        target.queue("Foreign", "jms.queue.Foreign");
        Ports ports = Ports.of(source).foreign("jms.queue.Foreign");
        assertThat(of(ports.plan(target, choice(null)).orThrow(), "jms.queue.Foreign").decision())
                .isEqualTo(Decision.SKIP);
        QueuePlan named = of(ports.plan(target, choice(null, queue("jms.queue.Foreign"))).orThrow(),
                "jms.queue.Foreign");
        assertThat(named.to()).contains("jms.queue.Foreign");
        assertThat(named.rules()).isEmpty();
    }

    @Test
    void what_goes_into_another_queue_is_judged_as_a_message_of_that_queue_too() {
        both(KnownDestination.DLQ, KnownDestination.DISPATCH, KnownDestination.FS_SEND);
        source.version("4.2");
        String dlq = "jms.queue.DomibusDLQ";
        assertThat(codes(Ports.of(source).plan(target, choice("4.x-to-5.x", queue(dlq, DISPATCH)))))
                .containsExactly("DB-PORT-013");
        PortingPlan files = Ports.of(source).plan(target, choice("4.x-to-5.x", queue(dlq,
                "jms/domibus.fsplugin.send.queue"))).orThrow();
        assertThat(of(files, dlq).rules()).extracting(MessageRule::name).contains("file-missing");
    }

    @Test
    void a_target_that_is_missing_unknown_or_not_clear_is_a_problem() {
        source.queue(KnownDestination.OUT).queue(KnownDestination.REPLY).queue("E", "jms.queue.E", "java:/jms/e")
                .properties("plugins/config/jms-plugin.properties", "jmsplugin.queue.consumer.notification.error=jms/e\n"
                        + "jmsplugin.queue.producer.notification.error=jms/e");
        target.queue(KnownDestination.ERROR_CONSUMER).queue(KnownDestination.ERROR_PRODUCER);
        PortingPlan plan = Ports.of(source).plan(target, choice(null, queue(OUT), queue("jms.queue.E"),
                queue("DomibusPluginToBackendQueue", "none.such")));
        assertThat(codes(plan)).containsExactlyInAnyOrder("DB-PORT-010", "DB-PORT-009", "DB-PORT-011");
        assertThat(plan.imported()).isEmpty();
    }

    @Test
    void two_queues_into_one_only_if_each_is_named_with_it() {
        source.queue(KnownDestination.ERROR_CONSUMER).queue(KnownDestination.ERROR_PRODUCER);
        target.queue("E", "jms.queue.E", "java:/jms/e").properties("plugins/config/jms-plugin.properties",
                "jmsplugin.queue.consumer.notification.error=jms/e\njmsplugin.queue.producer.notification.error=jms/e");
        assertThat(codes(Ports.of(source).plan(target, choice(null)))).containsExactly("DB-PORT-012");
        PortingPlan named = Ports.of(source).plan(target, choice(null,
                queue("DomibusErrorNotifyConsumerQueue", "jms/e"), queue("DomibusErrorNotifyProducerQueue", "E")));
        assertThat(named.orThrow().imported()).extracting(QueuePlan::to).containsOnly(Optional.of("jms.queue.E"));
    }

    @Test
    void all_problems_are_found_at_once() {
        both(KnownDestination.OUT, KnownDestination.PULL);
        Ports ports = Ports.of(source);
        ports.format = "2.0";
        ports.components = List.of(Component.DATABASES);
        ports.closedAt = Instant.parse("2026-11-22T10:16:00Z");
        PortingPlan plan = ports.plan(target, choice("none-such", queue(OUT), queue("DomibusBusinessMessageOutQueue"),
                queue("none"), new PortingChoice.ChosenQueue(PULL, Optional.empty(), Optional.of("x ="))));
        assertThat(codes(plan)).containsExactly("DB-SET-015", "DB-PORT-005", "DB-PORT-014", "DB-PORT-002",
                "DB-PORT-008", "DB-PORT-007", "DB-PORT-016");
    }

    @Test
    void a_set_whose_domibus_ran_on_needs_the_word_that_duplicates_are_accepted() {
        both(KnownDestination.OUT);
        Ports ports = Ports.of(source);
        ports.closedAt = Instant.parse("2026-11-22T10:16:00Z");
        assertThat(codes(ports.plan(target, choice(null)))).containsExactly("DB-PORT-014");
        assertThat(ports.plan(target, new PortingChoice(Optional.empty(), List.of(), true, true, false)).problems())
                .isEmpty();
    }

    @Test
    void a_manifest_that_does_not_tell_its_installation_is_a_problem() {
        both(KnownDestination.OUT);
        Manifest good = Ports.of(source).manifest();
        Manifest bad = new Manifest(good.format(), good.id(), good.product(), good.createdBy(), good.job(),
                good.createdAt(), good.sealedAt(), null, good.quietWindow(), good.components(), good.queues(),
                good.databases(), good.folders(), good.tools(), good.warnings(), good.artifacts());
        assertThat(codes(PortingPlan.of(bad, Ports.target(target), choice(null), PortingRules.standard())))
                .containsExactly("DB-PORT-006");
    }

    @Test
    void a_selector_goes_with_its_queue() {
        both(KnownDestination.OUT);
        PortingPlan plan = Ports.of(source).plan(target, choice(null, new PortingChoice.ChosenQueue(OUT,
                Optional.empty(), Optional.of("JMSPriority > 4")))).orThrow();
        assertThat(of(plan, OUT).selector()).contains("JMSPriority > 4");
    }
}
