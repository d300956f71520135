package dev.domibusbackup.porting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFilterTest {

    private static final TargetFacts TARGET = new TargetFacts(Set.of("default", "red"), "file:///out/a.xml"::equals);

    private static QueuePlan plan(KnownDestination destination, String selector) {
        return new QueuePlan("q", "messages/q.jsonl.gz", Optional.of("t"), Decision.IMPORT, "It is so.", 1,
                Optional.ofNullable(selector), PortingRules.standard().messageRules(List.of(destination)));
    }

    private static PortableMessage message(String id, String domain, String file) {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        if (domain != null) {
            properties.put("DOMAIN", domain.equals("null") ? TypedValue.NULL : TypedValue.of(domain));
        }
        if (file != null) {
            properties.put("FILE_NAME", TypedValue.of(file));
        }
        return new PortableMessage(MessageHeader.builder().id(id).build(), properties, new Body.Empty());
    }

    @ParameterizedTest
    @CsvSource({"FS_SEND,default,file:///out/a.xml,IMPORT,''", "FS_SEND,default,file:///out/b.xml,REFUSE,file-missing",
        "FS_SEND,default,,REFUSE,file-unnamed", "FS_SEND,default,'',REFUSE,file-unnamed",
        "DISPATCH,'',,SKIP,domain-missing",
        "FS_SEND,,file:///out/a.xml,SKIP,domain-missing",
        "FS_SEND,blue,file:///out/a.xml,SKIP,domain-unknown", "DISPATCH,red,,IMPORT,''",
        "DISPATCH,,,SKIP,domain-missing", "DISPATCH,null,,SKIP,domain-missing", "DISPATCH,blue,,SKIP,domain-unknown",
        "NOTIFY_JMS,blue,,SKIP,domain-unknown", "WS_SEND,,,SKIP,domain-missing",
        "OUT,,,IMPORT,''", "IN,blue,,IMPORT,''",
        "DLQ,blue,file:///out/b.xml,IMPORT,''"})
    void a_message_is_judged_by_the_rules_of_its_queue(KnownDestination destination, String domain, String file,
            Decision decision, String rule) {
        MessageVerdict verdict = new MessageFilter(plan(destination, null), TARGET)
                .judge(message("ID:1", domain, file));
        assertThat(verdict.decision()).isEqualTo(decision);
        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.reason().isEmpty()).isEqualTo(decision == Decision.IMPORT);
    }

    @Test
    void what_the_selector_does_not_select_is_asked_nothing_else() {
        MessageFilter filter = new MessageFilter(plan(KnownDestination.FS_SEND, "DOMAIN = 'red'"), TARGET);
        assertThat(filter.judge(message("ID:1", "default", null)).rule()).isEqualTo("selector");
        assertThat(filter.judge(message("ID:2", "red", null)).rule()).isEqualTo("file-unnamed");
    }

    @Test
    void messages_are_counted_by_reason_and_the_refused_are_a_problem_unless_left_out() {
        QueuePlan plan = plan(KnownDestination.FS_SEND, null);
        MessageFilter filter = new MessageFilter(plan, TARGET);
        MessageCounts counts = new MessageCounts();
        for (PortableMessage message : List.of(message("ID:1", "red", "file:///out/a.xml"), message("ID:2", "red", "x"),
                message("ID:3", null, "x"), message("ID:4", "red", "y"), message(null, "red", null))) {
            counts.add(filter.judge(message), message.header().id());
        }
        assertThat(counts.of(Decision.IMPORT)).isEqualTo(1);
        assertThat(counts.of(Decision.SKIP)).isEqualTo(1);
        assertThat(counts.of(Decision.REFUSE)).isEqualTo(3);
        assertThat(counts.all()).extracting(MessageCounts.Count::messages).containsExactly(1L, 2L, 1L, 1L);
        assertThat(counts.problems(plan, choice(false))).extracting("fact").satisfiesExactly(
                fact -> assertThat(fact).asString()
                        .startsWith("2 messages of queue q are refused, the first being ID:2"),
                fact -> assertThat(fact).asString().contains("one without an id").doesNotContain(".."));
        assertThat(counts.problems(plan, choice(true))).isEmpty();
    }

    private static PortingChoice choice(boolean leaveOut) {
        return new PortingChoice(Optional.empty(), List.of(), false, false, leaveOut);
    }
}
