package dev.domibusbackup.porting;

import dev.domibusbackup.problem.PortingProblem;
import dev.domibusbackup.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the messages of one queue by what becomes of them. Not for several threads. */
public final class MessageCounts {

    /**
     * How many messages share a verdict.
     *
     * @param verdict  the verdict
     * @param messages their number
     * @param first    JMSMessageID of the first one, empty if it has none
     */
    public record Count(MessageVerdict verdict, long messages, String first) {
    }

    private final Map<MessageVerdict, Count> counts = new LinkedHashMap<>();

    /** Counts a message. */
    public void add(MessageVerdict verdict, String messageId) {
        counts.merge(verdict, new Count(verdict, 1, messageId == null ? "" : messageId),
                (before, one) -> new Count(verdict, before.messages() + 1, before.first()));
    }

    /** All counts, in the order in which the verdicts first came. */
    public List<Count> all() {
        return List.copyOf(counts.values());
    }

    /** Number of messages with a decision. */
    public long of(Decision decision) {
        return counts.values().stream().filter(count -> count.verdict().decision() == decision)
                .mapToLong(Count::messages).sum();
    }

    /** A problem for each reason for which messages are refused; none if the caller has them left out. */
    public List<Problem> problems(QueuePlan queue, PortingChoice choice) {
        return counts.values().stream()
                .filter(count -> count.verdict().decision() == Decision.REFUSE && !choice.leaveOutRefused())
                .map(count -> PortingProblem.MESSAGES_REFUSED.with("messages", count.messages(), "queue", queue.from(),
                        "id", count.first().isEmpty() ? "one without an id" : count.first(), "reason",
                        Verdict.within(count.verdict().reason())))
                .toList();
    }
}
