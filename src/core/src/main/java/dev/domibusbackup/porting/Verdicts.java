package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.KnownDestination;
import java.util.Collection;
import java.util.Comparator;

/** Makes one verdict on a queue out of what a rule set says of all that the queue is. */
final class Verdicts {

    private static final Verdict NAMED = new Verdict(Decision.IMPORT, "It was named.", false);

    private Verdicts() {
    }

    /**
     * The strictest verdict decides; a queue that no rule knows goes when it is named.
     *
     * @param named        whether the caller names the queue: what is merely left out goes then
     * @param sameDatabase the caller's word that the target has the rows that messages point to
     */
    static Verdict of(RuleSet ruleSet, Collection<KnownDestination> destinations, boolean named,
            boolean sameDatabase) {
        return destinations.stream().map(ruleSet::verdict).map(verdict -> of(verdict, named, sameDatabase))
                .max(Comparator.comparing(Verdict::decision)).orElse(NAMED);
    }

    private static Verdict of(Verdict verdict, boolean named, boolean sameDatabase) {
        Decision decision = verdict.decision() == Decision.SKIP && named ? Decision.IMPORT : verdict.decision();
        if (decision == Decision.IMPORT && verdict.sameDatabase() && !sameDatabase) {
            return new Verdict(Decision.REFUSE, "The messages point to rows of the database, and nothing says that the"
                    + " target has these rows (sameDatabase).", true);
        }
        return new Verdict(decision, verdict.reason(), verdict.sameDatabase());
    }
}
