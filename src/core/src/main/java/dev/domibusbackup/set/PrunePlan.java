package dev.domibusbackup.set;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What becomes of each set, and why.
 *
 * @param decisions one for every set, newest first
 */
public record PrunePlan(List<Decision> decisions) {

    public PrunePlan {
        decisions = List.copyOf(decisions);
    }

    /** The sets that stay. */
    public List<Decision> stays() {
        return decisions.stream().filter(Decision::isKept).toList();
    }

    /** The sets that go, oldest first: what is removed before a failure is what is needed least. */
    public List<Decision> goes() {
        List<Decision> goes = new ArrayList<>(decisions.stream().filter(set -> !set.isKept()).toList());
        Collections.reverse(goes);
        return goes;
    }

    /**
     * What becomes of a set.
     *
     * @param set     the set
     * @param bytes   its size
     * @param reasons why it stays; empty if it goes
     * @param removal why it goes, if it does
     */
    public record Decision(SetId set, long bytes, List<Reason> reasons, String removal) {

        public Decision {
            reasons = List.copyOf(reasons);
        }

        public boolean isKept() {
            return !reasons.isEmpty();
        }
    }

    /**
     * A reason for which a set stays.
     *
     * @param rule   the rule
     * @param detail which day, which job and the like; absent where the rule says it all
     */
    public record Reason(Rule rule, String detail) {
    }

    /** What keeps a set. */
    public enum Rule {
        PINNED,
        /** A job makes or reads it, or could be restarted with it. */
        IN_USE,
        /** Its manifest cannot be read: nobody knows what would be lost. */
        NOT_READABLE,
        /** No newer set holds the same and is not known to be damaged. */
        NEWEST_GOOD,
        /** The newest of which a verification said that it is good. */
        NEWEST_VERIFIED,
        /** Damaged, but there is no newer one that is better. */
        NOTHING_BETTER,
        LAST, DAILY, WEEKLY, MONTHLY;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
