package dev.domibusbackup.porting;

import dev.domibusbackup.Documentation;
import dev.domibusbackup.domibus.KnownDestination;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of porting.md are made from the rules; the text around them is written by hand. */
class PortingDocumentTest {

    private static final String DOCUMENT = "porting.md";
    private static final String BEGIN = "<!-- made from the rules: begin -->\n";
    private static final String END = "<!-- made from the rules: end -->\n";

    private final Map<String, Integer> reasons = new LinkedHashMap<>();

    @Test
    void porting_md_holds_the_rules() {
        String text = Documentation.read(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Documentation.assertReads(DOCUMENT, text.substring(0, begin) + tables()
                + text.substring(text.indexOf(END)));
    }

    private String tables() {
        PortingRules rules = PortingRules.standard();
        StringBuilder text = new StringBuilder("\n| Rule set | For |\n|---|---|\n");
        rules.sets().forEach(set -> text.append("| `").append(set.name()).append("` | ").append(set.description())
                .append(set.between().isEmpty() ? "" : set.between().stream().map(Object::toString)
                        .collect(Collectors.joining("; or ", " Versions ", "."))).append(" |\n"));
        text.append("\n| Queue |").append(rules.sets().stream().map(set -> " `" + set.name() + "` |")
                .collect(Collectors.joining())).append("\n|---|").append("---|".repeat(rules.sets().size()))
                .append('\n');
        for (KnownDestination known : KnownDestination.values()) {
            text.append("| `").append(known.logicalName()).append("` |");
            rules.sets().forEach(set -> text.append(' ').append(cell(set.verdict(known))).append(" |"));
            text.append('\n');
        }
        text.append("\n\\* only when the caller says that the target has the same database (`sameDatabase`), else"
                + " refused.\n\nThe reasons:\n\n");
        reasons.forEach((reason, number) -> text.append(number).append(". ").append(reason).append('\n'));
        text.append("\nAnd of each single message that goes to one of these queues:\n\n"
                + "| Rule | Queues | Property | A message of which this is not true | Why |\n|---|---|---|---|---|\n");
        rules.messageRules().forEach(rule -> text.append("| `").append(rule.name()).append("`: ")
                .append(test(rule)).append(" | ").append(queues(rule)).append(" | `").append(rule.property())
                .append("` | ").append(rule.decision() == Decision.SKIP ? "is left out" : "is refused").append(" | ")
                .append(rule.reason()).append(" |\n"));
        return text.append('\n').toString();
    }

    private String cell(Verdict verdict) {
        int number = reasons.computeIfAbsent(verdict.reason(), reason -> reasons.size() + 1);
        return verdict.decision().key() + (verdict.sameDatabase() ? "\\*" : "") + " (" + number + ")";
    }

    private static String test(MessageRule rule) {
        return switch (rule.test()) {
            case PRESENT -> "it has the property";
            case DOMAIN_OF_TARGET -> "the property, if there, is a domain of the target";
            case FILE_ON_TARGET -> "the property, if there, names a file that the target has";
        };
    }

    private static String queues(MessageRule rule) {
        Set<String> names = Arrays.stream(KnownDestination.values()).filter(rule.queues()::contains)
                .sorted(Comparator.naturalOrder()).map(known -> "`" + known.logicalName() + "`")
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return String.join(", ", names);
    }
}
