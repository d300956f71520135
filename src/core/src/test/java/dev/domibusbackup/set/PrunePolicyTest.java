package dev.domibusbackup.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.set.PrunePlan.Decision;
import dev.domibusbackup.set.PrunePlan.Reason;
import dev.domibusbackup.set.PrunePlan.Rule;
import dev.domibusbackup.set.PrunePolicy.Candidate;
import dev.domibusbackup.set.SetNotes.Health;

class PrunePolicyTest {

    private static final Set<Component> ALL = EnumSet.allOf(Component.class);
    private static final Set<Component> MESSAGES = Set.of(Component.MESSAGES);
    private static final PrunePolicy ONE = new PrunePolicy(1, 0, 0, 0);

    /** Sets by the days on which they were made, and which of them stay; several on a day by their hour. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 0 0 0 | 01-01 01-02 01-03                          | 01-03
            2 0 0 0 | 01-01 01-02 01-03                          | 01-02 01-03
            9 0 0 0 | 01-01 01-02 01-03                          | 01-01 01-02 01-03
            0 1 0 0 | 01-01 01-02 01-03T01 01-03T23              | 01-03T23
            0 2 0 0 | 01-01 01-02T00 01-02T05 01-03T01 01-03T23  | 01-02T05 01-03T23
            0 2 0 0 | 01-01 02-01 03-01                          | 02-01 03-01
            0 0 2 0 | 01-04 01-05 01-11 01-12 01-18              | 01-11 01-18
            0 0 1 0 | 01-04 01-05                                | 01-05
            0 0 0 2 | 01-01 01-31 02-01 02-28 03-01              | 02-28 03-01
            1 2 2 2 | 01-01 01-31 02-10 02-27 02-28T01 02-28T02  | 01-31 02-10 02-27 02-28T02
            """)
    void the_numbers_keep_the_newest_of_each_period(String numbers, String made, String stay) {
        int[] n = Stream.of(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
        PrunePlan plan = new PrunePolicy(n[0], n[1], n[2], n[3]).apply(Stream.of(made.split(" "))
                .map(text -> set(text).make()).toList());
        assertThat(ids(plan.stays())).containsExactlyInAnyOrderElementsOf(
                Stream.of(stay.split(" ")).map(PrunePolicyTest::id).toList());
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31,2027-01-01", "2027-01-03,2026-12-28", "2024-12-30,2025-01-05"})
    void a_week_over_the_turn_of_the_year_is_one_week(String one, String other) {
        PrunePlan plan = new PrunePolicy(0, 0, 9, 0).apply(List.of(at(one).make(), at(other).make()));
        assertThat(plan.stays()).hasSize(1);
    }

    @Test
    void a_set_that_stays_tells_every_reason() {
        PrunePlan plan = new PrunePolicy(2, 1, 1, 1).apply(List.of(
                set("01-01").health(Health.VERIFIED).make(), set("02-28").pinned().uses("the job 7").make()));
        assertThat(plan.decisions().get(0).reasons()).containsExactly(new Reason(Rule.PINNED, null),
                new Reason(Rule.IN_USE, "the job 7"), new Reason(Rule.NEWEST_GOOD, null),
                new Reason(Rule.LAST, "1 of 2"), new Reason(Rule.DAILY, "2026-02-28"),
                new Reason(Rule.WEEKLY, "2026-W09"), new Reason(Rule.MONTHLY, "2026-02"));
        assertThat(plan.decisions().get(1).reasons()).containsExactly(new Reason(Rule.NEWEST_VERIFIED, null),
                new Reason(Rule.LAST, "2 of 2"));
    }

    @Test
    void pinned_and_used_sets_stay_whatever_the_numbers_say() {
        PrunePlan plan = ONE.apply(List.of(set("01-01").pinned().make(), set("01-02").uses("a job").make(),
                set("01-03").make(), set("01-04").make()));
        assertThat(ids(plan.goes())).containsExactly(id("01-03"));
        assertThat(plan.goes().get(0).removal()).isEqualTo("no rule keeps it");
    }

    @Test
    void the_newest_good_set_stays_although_damaged_ones_are_newer() {
        PrunePlan plan = ONE.apply(List.of(set("01-01").make(), set("01-02").make(),
                set("01-03").health(Health.DAMAGED).make()));
        assertThat(reasons(plan).entrySet()).containsExactly(Map.entry(id("01-03"), List.of(Rule.NOTHING_BETTER)),
                Map.entry(id("01-02"), List.of(Rule.NEWEST_GOOD, Rule.LAST)), Map.entry(id("01-01"), List.of()));
    }

    @Test
    void a_damaged_set_goes_once_there_is_a_newer_good_one_and_takes_nobodys_place() {
        PrunePlan plan = new PrunePolicy(2, 0, 0, 0).apply(List.of(set("01-01").make(),
                set("01-02").health(Health.DAMAGED).make(), set("01-03").make()));
        assertThat(ids(plan.goes())).containsExactly(id("01-02"));
        assertThat(plan.goes().get(0).removal()).contains("ended badly");
    }

    @Test
    void where_all_are_damaged_all_stay() {
        assertThat(ONE.apply(List.of(set("01-01").health(Health.DAMAGED).make(),
                set("01-02").health(Health.DAMAGED).make())).goes()).isEmpty();
    }

    @Test
    void the_newest_verified_set_stays_until_a_newer_one_is_verified() {
        List<Candidate> sets = new ArrayList<>(List.of(set("01-01").health(Health.VERIFIED).make(),
                set("01-02").health(Health.VERIFIED).make(), set("01-03").make()));
        assertThat(ids(ONE.apply(sets).goes())).containsExactly(id("01-01"));
        sets.set(2, set("01-03").health(Health.VERIFIED).make());
        assertThat(ids(ONE.apply(sets).goes())).containsExactly(id("01-01"), id("01-02"));
    }

    @Test
    void exports_of_messages_do_not_push_whole_backups_out_and_are_replaced_by_them() {
        PrunePlan plan = ONE.apply(List.of(set("01-01").make(), set("01-02").holds(MESSAGES).make(),
                set("01-03").make(), set("01-04").holds(MESSAGES).make(), set("01-05").holds(MESSAGES).make()));
        assertThat(reasons(plan).entrySet()).containsExactly(
                Map.entry(id("01-05"), List.of(Rule.NEWEST_GOOD, Rule.LAST)), Map.entry(id("01-04"), List.of()),
                Map.entry(id("01-03"), List.of(Rule.NEWEST_GOOD, Rule.LAST)), Map.entry(id("01-02"), List.of()),
                Map.entry(id("01-01"), List.of()));
    }

    @Test
    void a_set_whose_manifest_cannot_be_read_stays_and_counts_for_nothing() {
        PrunePlan plan = ONE.apply(List.of(set("01-01").make(), set("01-02").make(),
                set("01-03").unreadable("too new").make()));
        assertThat(plan.decisions().get(0).reasons()).containsExactly(new Reason(Rule.NOT_READABLE, "too new"));
        assertThat(ids(plan.goes())).containsExactly(id("01-01"));
    }

    @Test
    void what_goes_goes_oldest_first_in_whatever_order_the_sets_came() {
        List<Candidate> sets = new ArrayList<>();
        for (int day = 1; day <= 9; day++) {
            sets.add(set("01-0" + day).make());
        }
        Collections.shuffle(sets, new Random(1));
        assertThat(ids(ONE.apply(sets).goes())).isSorted().hasSize(8);
        assertThat(ids(ONE.apply(sets).decisions())).isSortedAccordingTo(Collections.reverseOrder());
    }

    /** Else a second prune would remove what the first had kept, and a restart would not do what was confirmed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void after_a_prune_there_is_nothing_to_prune_and_halfway_the_rest_is_the_same(long seed) {
        Random random = new Random(seed);
        List<Candidate> sets = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            sets.add(new Candidate(SetId.of(Instant.parse("2026-01-01T00:00:00Z")
                    .plusSeconds(random.nextInt(200 * 86400)), Optional.of("s" + i)),
                    random.nextInt(4) == 0 ? MESSAGES : ALL, 1, random.nextInt(20) == 0,
                    Health.values()[random.nextInt(3)], List.of(), random.nextInt(20) == 0 ? "why" : null));
        }
        PrunePolicy policy = new PrunePolicy(3, 5, 4, 3);
        List<SetId> goes = ids(policy.apply(sets).goes());
        assertThat(goes).isNotEmpty();
        List<SetId> half = goes.subList(0, goes.size() / 2);
        sets.removeIf(set -> half.contains(set.id()));
        assertThat(ids(policy.apply(sets).goes())).isEqualTo(goes.subList(half.size(), goes.size()));
        sets.removeIf(set -> goes.contains(set.id()));
        assertThat(policy.apply(sets).goes()).isEmpty();
    }

    @Test
    void numbers_that_keep_nothing_or_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new PrunePolicy(0, 0, 0, 0)).hasMessageContaining("DB-PRN-002");
        assertThatThrownBy(() -> new PrunePolicy(5, 0, -1, 0)).hasMessageContaining("DB-PRN-001");
    }

    private static Map<SetId, List<Rule>> reasons(PrunePlan plan) {
        return plan.decisions().stream().collect(Collectors.toMap(Decision::set,
                set -> set.reasons().stream().map(Reason::rule).toList(), (a, b) -> a, LinkedHashMap::new));
    }

    private static List<SetId> ids(List<Decision> decisions) {
        return decisions.stream().map(Decision::set).toList();
    }

    private static SetId id(String text) {
        return set(text).id;
    }

    /** {@code 01-31} or {@code 01-31T23}, in 2026. */
    private static Made set(String text) {
        String hour = text.contains("T") ? text.substring(6) : "12";
        return new Made(Instant.parse("2026-" + text.substring(0, 5) + "T" + hour + ":00:00Z"));
    }

    private static Made at(String date) {
        return new Made(Instant.parse(date + "T12:00:00Z"));
    }

    private static final class Made {

        private final SetId id;
        private Set<Component> components = ALL;
        private boolean pinned;
        private Health health = Health.UNVERIFIED;
        private List<String> uses = List.of();
        private String unreadable;

        private Made(Instant at) {
            id = SetId.of(at, Optional.empty());
        }

        private Made holds(Set<Component> some) {
            components = some;
            return this;
        }

        private Made pinned() {
            pinned = true;
            return this;
        }

        private Made health(Health now) {
            health = now;
            return this;
        }

        private Made uses(String who) {
            uses = List.of(who);
            return this;
        }

        private Made unreadable(String why) {
            unreadable = why;
            components = Set.of();
            return this;
        }

        private Candidate make() {
            return new Candidate(id, components, 1, pinned, health, uses, unreadable);
        }
    }
}
