package dev.domibusbackup.porting;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Manifest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of every queue of a set. What becomes of single messages is for {@link MessageFilter} to say.
 *
 * @param ruleSet       the rule set; empty if none could be chosen, which is then among the problems
 * @param sourceVersion version of the Domibus that the set was taken from, empty if it is not known
 * @param targetVersion version of the target's Domibus, empty if it is not known
 * @param queues        every queue of the set in its order; none without a rule set
 * @param problems      everything that speaks against beginning
 */
public record PortingPlan(Optional<String> ruleSet, Optional<String> sourceVersion, Optional<String> targetVersion,
        List<QueuePlan> queues, List<Problem> problems) {

    public PortingPlan {
        Objects.requireNonNull(ruleSet, "ruleSet");
        Objects.requireNonNull(sourceVersion, "sourceVersion");
        Objects.requireNonNull(targetVersion, "targetVersion");
        queues = List.copyOf(queues);
        problems = List.copyOf(problems);
    }

    /** Plans without touching anything; finds all problems at once. */
    public static PortingPlan of(Manifest manifest, PortingTarget target, PortingChoice choice, PortingRules rules) {
        return new Planning(manifest, target, choice, rules).plan();
    }

    /** The queues whose messages are imported. */
    public List<QueuePlan> imported() {
        return queues.stream().filter(queue -> queue.decision() == Decision.IMPORT).toList();
    }

    /**
     * The plan itself, if nothing speaks against it.
     *
     * @throws ProblemException with all problems otherwise
     */
    public PortingPlan orThrow() {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return this;
    }
}
