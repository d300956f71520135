package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.domibus.QueueFacts;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.artemis.ArtemisXmlWriter;
import dev.domibusbackup.porting.Decision;
import dev.domibusbackup.porting.PortingChoice;
import dev.domibusbackup.porting.PortingChoice.ChosenQueue;
import dev.domibusbackup.porting.PortingPlan;
import dev.domibusbackup.porting.PortingRules;
import dev.domibusbackup.porting.PortingTarget;
import dev.domibusbackup.porting.QueuePlan;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;

/** What becomes of a set made of an export of the Artemis command line, when it is ported. */
class ConvertedSetPortingTest {

    private static final String OUT = "jms.queue.DomibusBusinessMessageOutQueue";
    private static final String DISPATCH = "jms.queue.DomibusSendMessageQueue";
    private static final String LOGICAL_DLQ = "jms.queue.domibus.DLQ";
    private static final String DLQ = "jms.queue.DomibusDLQ";
    private static final String FOREIGN = "jms.queue.OfAnother";
    private static final String VERSION = "5.1.7";

    @TempDir
    Path base;

    @Test
    void the_manifest_says_which_queues_of_domibus_they_are() throws IOException {
        Manifest manifest = converted();

        assertThat(manifest.queues()).extracting(Manifest.QueueEntry::name, Manifest.QueueEntry::logicalName)
                .containsExactly(tuple(OUT, "domibus.backend.jms.outQueue"),
                        tuple(DISPATCH, "domibus.internal.dispatch.queue"), tuple(LOGICAL_DLQ, "domibus.DLQ"),
                        tuple(FOREIGN, null));
    }

    @Test
    void of_an_unknown_version_it_is_ported_by_the_rule_set_that_is_named() throws IOException {
        Manifest manifest = converted();

        PortingPlan unnamed = plan(manifest, null);
        assertThat(unnamed.problems()).extracting(Problem::code).containsExactly("DB-PORT-001");
        assertThat(unnamed.problems().get(0).hint()).contains("same-version", "contracts-only");

        PortingPlan plan = plan(manifest, "same-version").orThrow();
        assertThat(plan.sourceVersion()).isEmpty();
        assertThat(queue(plan, OUT).to()).contains(OUT);
        assertThat(queue(plan, LOGICAL_DLQ).to()).as("found by what it is to Domibus").contains(DLQ);
        assertThat(queue(plan, DISPATCH).decision()).as("the database may be another").isEqualTo(Decision.REFUSE);
        assertThat(queue(plan, FOREIGN).decision()).isEqualTo(Decision.SKIP);
    }

    @Test
    void of_the_targets_version_it_needs_no_rule_set() throws IOException {
        PortingPlan plan = plan(converted("--domibus", VERSION), null).orThrow();

        assertThat(plan.ruleSet()).contains("same-version");
        assertThat(queue(plan, OUT).to()).contains(OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {OUT, "DomibusBusinessMessageOutQueue", "domibus.backend.jms.outQueue"})
    void a_queue_is_chosen_by_any_of_its_names(String name) throws IOException {
        PortingPlan plan = plan(converted(), "contracts-only",
                new ChosenQueue(name, Optional.empty(), Optional.empty())).orThrow();

        assertThat(plan.imported()).extracting(QueuePlan::from).containsExactly(OUT);
    }

    @Test
    void what_no_version_may_be_is_refused_when_it_is_converted() throws IOException {
        StringWriter err = new StringWriter();

        assertThat(convert(err, "--domibus", "newest")).isEqualTo(2);
        assertThat(err.toString()).contains("--domibus", "newest");
        assertThat(base.resolve("repository")).doesNotExist();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static QueuePlan queue(PortingPlan plan, String name) {
        return plan.queues().stream().filter(queue -> queue.from().equals(name)).findFirst().orElseThrow();
    }

    private static PortingPlan plan(Manifest manifest, String ruleSet, ChosenQueue... queues) {
        return PortingPlan.of(manifest, target(), new PortingChoice(Optional.ofNullable(ruleSet), List.of(queues),
                false, false, false), PortingRules.standard());
    }

    /** An installation with all queues of Domibus, none of them named by a property. */
    private static PortingTarget target() {
        List<InstallationView.Queue> queues = new ArrayList<>();
        List<QueueFacts> facts = new ArrayList<>();
        for (KnownDestination known : KnownDestination.values()) {
            String address = "jms.queue." + known.resource();
            queues.add(new InstallationView.Queue(known.resource(), address, known.logicalName(),
                    List.of(new InstallationView.Origin("FIXED", null, null, null))));
            facts.add(new QueueFacts(known.resource(), address, List.of(), known.topic()));
        }
        return new PortingTarget(new InstallationView("WildFly", VERSION, null, null, null, null, null, false,
                List.of(), null, queues, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                facts);
    }

    private Manifest converted(String... options) throws IOException {
        StringWriter err = new StringWriter();
        assertThat(convert(err, options)).as(err.toString()).isZero();
        try (Stream<Path> sets = Files.list(base.resolve("repository"))) {
            Path set = sets.filter(folder -> folder.toString().endsWith("-from-artemis")).findFirst().orElseThrow();
            return new BackupSet(new SetId(set.getFileName().toString()), set).manifest();
        }
    }

    private int convert(StringWriter err, String... options) throws IOException {
        Path xml = base.resolve("exp.xml");
        List<String> queues = List.of(OUT, DISPATCH, LOGICAL_DLQ, FOREIGN);
        try (ArtemisXmlWriter writer = new ArtemisXmlWriter(Files.newOutputStream(xml), queues)) {
            for (String queue : queues) {
                writer.write(queue, new PortableMessage(MessageHeader.builder().id("ID:" + queue).brokerId("7")
                        .timestamp(Instant.EPOCH).build(), Map.of(), new Body.Text("text")));
            }
            writer.finish();
        }
        List<String> arguments = new ArrayList<>(List.of("messages", "convert", "--from-artemis", xml.toString(),
                "--out", base.resolve("repository").toString()));
        arguments.addAll(List.of(options));
        return OfflineTool.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
