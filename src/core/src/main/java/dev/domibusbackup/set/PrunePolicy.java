package dev.domibusbackup.set;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.set.PrunePlan.Decision;
import dev.domibusbackup.set.PrunePlan.Reason;
import dev.domibusbackup.set.PrunePlan.Rule;
import dev.domibusbackup.set.SetNotes.Health;

/**
 * Which sets are kept. Sets are compared with those alone that hold the same components, so that exports of messages
 * do not push whole backups out. Days, weeks (ISO 8601) and months are those of UTC, by the instant in the id; only
 * those in which a set was made count, so that a schedule that stopped removes nothing. Of each the newest set is
 * kept. A set whose last verification ended badly takes nobody's place.
 *
 * @param keepLast    how many of the newest sets are kept
 * @param keepDaily   for how many days one set is kept
 * @param keepWeekly  for how many weeks
 * @param keepMonthly for how many months
 */
public record PrunePolicy(int keepLast, int keepDaily, int keepWeekly, int keepMonthly) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

    public PrunePolicy {
        if (keepLast < 0 || keepDaily < 0 || keepWeekly < 0 || keepMonthly < 0) {
            throw PruneProblem.BAD_NUMBER.exception("numbers", List.of(keepLast, keepDaily, keepWeekly, keepMonthly));
        }
        if (keepLast + (long) keepDaily + keepWeekly + keepMonthly == 0) {
            throw PruneProblem.NOTHING_KEPT.exception();
        }
    }

    /**
     * What is to be known of a set.
     *
     * @param id         the set
     * @param components what it holds; empty if its manifest cannot be read
     * @param bytes      its size
     * @param pinned     whether it is pinned
     * @param health     what its last verification said
     * @param uses       who needs it, as text for people
     * @param unreadable why its manifest cannot be read, {@code null} if it can
     */
    public record Candidate(SetId id, Set<Component> components, long bytes, boolean pinned, Health health,
                            List<String> uses, String unreadable) {

        public Candidate {
            components = Set.copyOf(components);
            uses = List.copyOf(uses);
        }

        private boolean isGood() {
            return unreadable == null && health != Health.DAMAGED;
        }

        private boolean holdsAllOf(Candidate other) {
            return components.containsAll(other.components);
        }
    }

    /** Decides about every set; newest first. */
    public PrunePlan apply(List<Candidate> sets) {
        List<Candidate> newestFirst = sets.stream().sorted(Comparator.comparing(Candidate::id).reversed()).toList();
        Map<SetId, List<Reason>> reasons = new LinkedHashMap<>();
        newestFirst.forEach(set -> reasons.put(set.id(), new ArrayList<>()));
        newestFirst.forEach(set -> reasons.get(set.id()).addAll(ownReasons(set)));
        keepWhatNothingReplaces(newestFirst, reasons);
        Map<Set<Component>, List<Candidate>> kinds = new LinkedHashMap<>();
        newestFirst.stream().filter(Candidate::isGood)
                .forEach(set -> kinds.computeIfAbsent(set.components(), kind -> new ArrayList<>()).add(set));
        kinds.values().forEach(kind -> applyNumbers(kind, reasons));
        return new PrunePlan(newestFirst.stream()
                .map(set -> new Decision(set.id(), set.bytes(), reasons.get(set.id()),
                        reasons.get(set.id()).isEmpty() ? whyNot(set) : null)).toList());
    }

    private static List<Reason> ownReasons(Candidate set) {
        List<Reason> reasons = new ArrayList<>();
        if (set.pinned()) {
            reasons.add(new Reason(Rule.PINNED, null));
        }
        set.uses().forEach(use -> reasons.add(new Reason(Rule.IN_USE, use)));
        if (set.unreadable() != null) {
            reasons.add(new Reason(Rule.NOT_READABLE, set.unreadable()));
        }
        return reasons;
    }

    /** The newest good set, the newest one known to be good, and damaged ones that are newer than any good one. */
    private static void keepWhatNothingReplaces(List<Candidate> newestFirst, Map<SetId, List<Reason>> reasons) {
        for (int i = 0; i < newestFirst.size(); i++) {
            Candidate set = newestFirst.get(i);
            List<Candidate> newer = newestFirst.subList(0, i).stream()
                    .filter(other -> other.unreadable() == null && other.holdsAllOf(set)).toList();
            if (set.unreadable() == null && newer.stream().noneMatch(Candidate::isGood)) {
                reasons.get(set.id()).add(new Reason(set.isGood() ? Rule.NEWEST_GOOD : Rule.NOTHING_BETTER, null));
            } else if (set.health() == Health.VERIFIED
                    && newer.stream().noneMatch(other -> other.health() == Health.VERIFIED)) {
                reasons.get(set.id()).add(new Reason(Rule.NEWEST_VERIFIED, null));
            }
        }
    }

    private void applyNumbers(List<Candidate> kind, Map<SetId, List<Reason>> reasons) {
        for (int i = 0; i < Math.min(keepLast, kind.size()); i++) {
            reasons.get(kind.get(i).id()).add(new Reason(Rule.LAST, (i + 1) + " of " + keepLast));
        }
        keepPeriods(Rule.DAILY, keepDaily, DAY::format, kind, reasons);
        keepPeriods(Rule.WEEKLY, keepWeekly, PrunePolicy::week, kind, reasons);
        keepPeriods(Rule.MONTHLY, keepMonthly, MONTH::format, kind, reasons);
    }

    private static void keepPeriods(Rule rule, int number, Function<ZonedDateTime, String> period,
                                    List<Candidate> newestFirst, Map<SetId, List<Reason>> reasons) {
        Set<String> seen = new HashSet<>();
        for (Candidate set : newestFirst) {
            String name = period.apply(utc(set.id().instant()));
            if (seen.size() < number && seen.add(name)) {
                reasons.get(set.id()).add(new Reason(rule, name));
            }
        }
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }

    private static String week(ZonedDateTime time) {
        return String.format("%04d-W%02d", time.get(IsoFields.WEEK_BASED_YEAR),
                time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static String whyNot(Candidate set) {
        return set.isGood() ? "no rule keeps it" : "its last verification ended badly, and there is a newer good set";
    }
}
