package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.problem.PortingProblem;
import dev.domibusbackup.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Chooses the rule set: across versions the caller must, for it is his choice what is left out. */
final class RuleChoice {

    private RuleChoice() {
    }

    static Optional<RuleSet> of(PortingRules rules, Optional<String> name, Optional<DomibusVersion> source,
            Optional<DomibusVersion> target, Consumer<Problem> problems) {
        String from = source.map(DomibusVersion::version).orElse("of unknown version");
        String into = target.map(DomibusVersion::version).orElse("of unknown version");
        List<RuleSet> fitting = rules.fitting(source, target);
        if (name.isEmpty()) {
            Optional<RuleSet> own = source.isEmpty() || target.isEmpty() ? Optional.empty()
                    : fitting.stream().filter(RuleSet::sameVersion).findFirst();
            if (own.isEmpty()) {
                problems.accept(PortingProblem.RULES_REQUIRED.with("source", from, "target", into, "fitting",
                        names(fitting)));
            }
            return own;
        }
        Optional<RuleSet> named = rules.find(name.get());
        if (named.isEmpty()) {
            problems.accept(PortingProblem.RULES_UNKNOWN.with("name", name.get(), "known", names(rules.sets())));
        } else if (!fitting.contains(named.get())) {
            problems.accept(PortingProblem.RULES_DO_NOT_FIT.with("name", name.get(), "source", from, "target", into,
                    "fitting", names(fitting)));
        }
        return named.filter(fitting::contains);
    }

    private static String names(List<RuleSet> sets) {
        return sets.isEmpty() ? "none" : sets.stream().map(RuleSet::name).collect(Collectors.joining(", "));
    }
}
