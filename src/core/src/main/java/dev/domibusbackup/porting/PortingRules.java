package dev.domibusbackup.porting;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.problem.PortingProblem;
import dev.domibusbackup.set.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All rule sets, and the rules that look at single messages. Read from JSON: the product's own or an operator's. */
public final class PortingRules {

    private static final String RESOURCE = "porting-rules.json";

    private final List<RuleSet> sets;
    private final List<MessageRule> messageRules;

    private PortingRules(RulesFile file) {
        sets = file.ruleSets().stream().map(set -> RulesFile.given(set, "ruleSets").ruleSet()).toList();
        messageRules = file.messageRules().stream().map(rule -> RulesFile.given(rule, "messageRules").rule()).toList();
        if (sets.stream().map(RuleSet::name).distinct().count() < sets.size()) {
            throw new IllegalArgumentException("two rule sets have one name");
        }
    }

    /** The rules of the product. */
    public static PortingRules standard() {
        try (InputStream in = PortingRules.class.getResourceAsStream(RESOURCE)) {
            return read(RESOURCE, in.readAllBytes());
        } catch (IOException e) {
            throw PortingProblem.RULES_UNREADABLE.caused(e, "path", RESOURCE, "reason", e.getMessage());
        }
    }

    /**
     * The rules of a file of the operator's, which stand in place of the product's.
     *
     * @throws dev.domibusbackup.problem.ProblemException if it cannot be read or is not made of valid rules
     */
    public static PortingRules of(Path file) {
        try {
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw PortingProblem.RULES_UNREADABLE.caused(e, "path", file, "reason", "it cannot be read: " + e);
        }
    }

    private static PortingRules read(String path, byte[] json) throws IOException {
        try {
            return new PortingRules(RulesFile.given(Json.mapper().readValue(json, RulesFile.class), "format"));
        } catch (JsonProcessingException e) {
            throw PortingProblem.RULES_UNREADABLE.caused(e, "path", path, "reason", e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw PortingProblem.RULES_UNREADABLE.caused(e, "path", path, "reason", e.getMessage());
        }
    }

    /** All rule sets, in the order of the file. */
    public List<RuleSet> sets() {
        return sets;
    }

    /** All rules on single messages, in the order in which they are asked. */
    public List<MessageRule> messageRules() {
        return messageRules;
    }

    /** The rule set with this name. */
    public Optional<RuleSet> find(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /** The rule sets for a change of version; a version that is not known fits all. */
    public List<RuleSet> fitting(Optional<DomibusVersion> source, Optional<DomibusVersion> target) {
        return sets.stream().filter(set -> set.fits(source, target)).toList();
    }

    /** The rules that look at each message of these destinations. */
    List<MessageRule> messageRules(Iterable<KnownDestination> destinations) {
        EnumMap<KnownDestination, Boolean> wanted = new EnumMap<>(KnownDestination.class);
        destinations.forEach(destination -> wanted.put(destination, true));
        return messageRules.stream().filter(rule -> rule.queues().stream().anyMatch(wanted::containsKey)).toList();
    }

    /** The file as it is written. */
    private record RulesFile(String format, List<Rules> ruleSets, List<Check> messageRules) {

        private RulesFile {
            if (!"1.0".equals(format)) {
                throw new IllegalArgumentException("format " + format + " is not known; this version reads 1.0");
            }
            ruleSets = given(ruleSets, "ruleSets");
            messageRules = given(messageRules, "messageRules");
        }

        private record Rules(String name, String description, Boolean sameVersion, List<RuleSet.Between> between,
                List<Group> verdicts) {

            RuleSet ruleSet() {
                Map<KnownDestination, Verdict> all = new EnumMap<>(KnownDestination.class);
                for (Group group : given(verdicts, "verdicts")) {
                    for (String queue : given(given(group, "verdicts").queues(), "queues")) {
                        if (all.put(destination(queue), group.verdict()) != null) {
                            throw new IllegalArgumentException("rule set " + name + " has two verdicts on " + queue);
                        }
                    }
                }
                return new RuleSet(given(name, "name"), given(description, "description"),
                        Boolean.TRUE.equals(sameVersion), between == null ? List.of() : between, all);
            }
        }

        private record Group(Decision decision, List<String> queues, Boolean sameDatabase, String reason) {

            Verdict verdict() {
                return new Verdict(given(decision, "decision"), given(reason, "reason"),
                        Boolean.TRUE.equals(sameDatabase));
            }
        }

        private record Check(String name, List<String> queues, String property, MessageRule.Test test,
                Decision decision, String reason) {

            MessageRule rule() {
                return new MessageRule(given(name, "name"),
                        given(queues, "queues").stream().map(RulesFile::destination).collect(Collectors.toSet()),
                        given(property, "property"), given(test, "test"), given(decision, "decision"),
                        given(reason, "reason"));
            }
        }

        private static KnownDestination destination(String logicalName) {
            return RuleSet.destination(logicalName).orElseThrow(() -> new IllegalArgumentException(
                    "Domibus has no queue " + logicalName));
        }

        private static <T> T given(T value, String field) {
            if (value == null) {
                throw new IllegalArgumentException("field " + field + " is missing");
            }
            return value;
        }
    }
}
