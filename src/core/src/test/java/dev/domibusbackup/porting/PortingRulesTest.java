package dev.domibusbackup.porting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.KnownDestination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortingRulesTest {

    private static final PortingRules RULES = PortingRules.standard();
    /** Queues whose failed messages are dropped: what the target cannot process there is gone. */
    private static final Set<KnownDestination> DROPPING = Set.of(KnownDestination.DISPATCH,
            KnownDestination.LARGE_MESSAGE, KnownDestination.PULL, KnownDestination.RETENTION,
            KnownDestination.EARCHIVE, KnownDestination.WS_SEND);

    @TempDir
    Path folder;

    private static String standard() throws IOException {
        try (InputStream in = PortingRules.class.getResourceAsStream("porting-rules.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<KnownDestination> imported(String ruleSet) {
        RuleSet rules = RULES.find(ruleSet).orElseThrow();
        return Arrays.stream(KnownDestination.values())
                .filter(known -> rules.verdict(known).decision() == Decision.IMPORT).collect(Collectors.toSet());
    }

    @Test
    void what_applications_agreed_on_and_the_files_to_send_go_by_every_rule_set() {
        assertThat(RULES.sets()).allSatisfy(set -> assertThat(imported(set.name())).contains(KnownDestination.IN,
                KnownDestination.OUT, KnownDestination.REPLY, KnownDestination.ERROR_CONSUMER,
                KnownDestination.ERROR_PRODUCER, KnownDestination.FS_SEND));
    }

    @Test
    void across_versions_nothing_goes_where_it_would_be_dropped() {
        assertThat(RULES.sets()).filteredOn(set -> !set.sameVersion()).isNotEmpty().allSatisfy(set ->
                assertThat(DROPPING).allMatch(known -> set.verdict(known).decision() == Decision.REFUSE));
    }

    @Test
    void in_the_same_version_what_would_be_dropped_goes_only_with_the_same_database() {
        RuleSet same = RULES.find("same-version").orElseThrow();
        assertThat(DROPPING).allMatch(known -> same.verdict(known).decision() == Decision.REFUSE
                || same.verdict(known).sameDatabase());
    }

    /** Whether messages can be ported, from what is known of each destination of Domibus. */
    @Test
    void the_rules_are_what_is_known_of_each_destination() {
        Set<KnownDestination> anywhere = EnumSet.of(KnownDestination.IN, KnownDestination.OUT, KnownDestination.REPLY,
                KnownDestination.ERROR_CONSUMER, KnownDestination.ERROR_PRODUCER, KnownDestination.FS_SEND,
                KnownDestination.DLQ);
        Set<KnownDestination> sameVersion = EnumSet.of(KnownDestination.NOTIFY_JMS, KnownDestination.NOTIFY_WEB_SERVICE,
                KnownDestination.NOTIFY_FILE_SYSTEM, KnownDestination.NOTIFY_UNKNOWN, KnownDestination.WS_SEND,
                KnownDestination.DISPATCH, KnownDestination.LARGE_MESSAGE, KnownDestination.SPLIT_AND_JOIN,
                KnownDestination.PULL_RECEIPT, KnownDestination.EARCHIVE, KnownDestination.EARCHIVE_NOTIFICATION);
        Set<KnownDestination> ifWanted = EnumSet.of(KnownDestination.ALERT, KnownDestination.EARCHIVE_NOTIFICATION_DLQ);
        for (RuleSet set : RULES.sets()) {
            set.verdicts().forEach((destination, verdict) -> {
                Decision decision = anywhere.contains(destination)
                        || sameVersion.contains(destination) && set.sameVersion() ? Decision.IMPORT
                        : ifWanted.contains(destination) ? Decision.SKIP : Decision.REFUSE;
                boolean seldom = set.name().equals("contracts-only") && destination == KnownDestination.DLQ;
                assertThat(verdict.decision()).as("%s: %s", set.name(), destination)
                        .isEqualTo(seldom ? Decision.SKIP : decision);
                assertThat(verdict.sameDatabase()).as("%s: %s", set.name(), destination)
                        .isEqualTo(sameVersion.contains(destination) && set.sameVersion());
            });
        }
    }

    @Test
    void there_is_one_rule_set_for_the_same_version() {
        assertThat(RULES.sets()).filteredOn(RuleSet::sameVersion).extracting(RuleSet::name)
                .containsExactly("same-version");
    }

    @ParameterizedTest
    @CsvSource({"5.1,5.2,5.1.1,true", "5.1,5.2,5.1,true", "5.1,5.2,5.1.0,true", "5.1,5.2,5.2-SNAPSHOT,false",
        "5.1,5.2,5.2,false", "5.1,5.2,5.0.9,false", "5.1,5.2,5.10,false", "4.0,5.0,4.2.10,true", "4.0,5.0,5.0.0,false"})
    void versions_compare_by_their_numbers(String from, String below, String version, boolean within) {
        assertThat(new VersionRange(from, below).contains(new DomibusVersion(version, Optional.empty(), "test")))
                .isEqualTo(within);
    }

    @Test
    void a_version_that_is_not_known_fits_so_that_the_operator_can_decide() {
        assertThat(RULES.fitting(Optional.empty(), Optional.of(new DomibusVersion("4.2", Optional.empty(), "test"))))
                .extracting(RuleSet::name).containsExactly("same-version", "contracts-only");
    }

    @Test
    void rules_of_the_operator_stand_in_place_of_the_products() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"),
                standard().replace("\"contracts-only\"", "\"mine\""));
        assertThat(PortingRules.of(file).find("mine")).isPresent();
        assertThat(PortingRules.of(file).find("contracts-only")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"format\": \"1.0\"|\"format\": \"2.0\"|format 2.0 is not known",
        "\"domibus.DLQ\"|\"domibus.dlq\"|Domibus has no queue domibus.dlq",
        "\"domibus.DLQ\"|\"domibus.backend.jms.inQueue\"|two verdicts on domibus.backend.jms.inQueue",
        "[\"domibus.DLQ\"]|[]|says nothing of domibus.DLQ", "\"contracts-only\"|\"same-version\"|one name",
        "\"import\"|\"maybe\"|Decision", "\"sameVersion\": true|\"sameversion\": true|sameversion",
        "\"sameVersion\": true|\"sameVersion\": false|for no versions",
        "\"below\": \"5.1\"|\"below\": \"4\"|no version is",
        "\"decision\": \"refuse\"|\"reason\": \"Twice.\"|Duplicate field", "\"file-on-target\"|\"xpath\"|Test",
        "\"property\": \"DOMAIN\",||field property is missing",
        "\"ruleSets\": [|\"ruleSets\": [null,|field ruleSets is missing"})
    void rules_that_are_not_valid_are_a_problem_that_says_why(String valid, String invalid, String reason)
            throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"),
                standard().replace(valid, invalid == null ? "" : invalid));
        assertThatThrownBy(() -> PortingRules.of(file)).hasMessageContaining("DB-PORT-004")
                .hasMessageContaining(reason).hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "[]", "7"})
    void a_file_that_holds_no_rules_is_a_problem(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"), json);
        assertThatThrownBy(() -> PortingRules.of(file)).hasMessageContaining("DB-PORT-004");
    }

    @Test
    void a_file_that_is_not_there_is_a_problem() {
        assertThatThrownBy(() -> PortingRules.of(folder.resolve("none"))).hasMessageContaining("DB-PORT-004");
    }

    @Test
    void every_reason_is_a_sentence_of_its_own() {
        List<String> reasons = RULES.sets().stream().flatMap(set -> set.verdicts().values().stream())
                .map(Verdict::reason).toList();
        assertThat(reasons).allSatisfy(reason -> assertThat(reason).matches("[A-Z].{20,}[^.]\\."));
    }
}
