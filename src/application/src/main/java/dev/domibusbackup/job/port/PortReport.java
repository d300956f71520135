package dev.domibusbackup.job.port;

import java.util.List;
import java.util.Map;

import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.porting.Decision;
import dev.domibusbackup.set.SetId;

/**
 * What a porting did, or what it would do.
 *
 * @param set           the set that the messages are from
 * @param rehearsal     whether nothing was to be changed
 * @param rules         name of the rule set
 * @param sourceVersion Domibus's version in the set, if it is known
 * @param targetVersion Domibus's version here, if it is known
 * @param existing      what became of messages that were in the target queues
 * @param safetySet     the set that holds them now, if they were replaced
 * @param queues        every queue of the set
 */
public record PortReport(SetId set, boolean rehearsal, String rules, String sourceVersion, String targetVersion,
                         Existing existing, SetId safetySet, List<Queue> queues) {

    public PortReport {
        queues = List.copyOf(queues);
    }

    /**
     * A queue of the set.
     *
     * @param from     its name
     * @param to       the target queue; absent when it is not imported
     * @param decision what becomes of it as a whole
     * @param reason   why
     * @param messages messages in the set
     * @param toImport messages that are to be sent
     * @param expired  messages whose time is over; they are not sent
     * @param leftOut  messages that a selector or a rule leaves out
     * @param existing messages in the target queue before; absent when it is not imported
     * @param imported messages sent
     * @param notKept  of those, how many lost what: {@code ID}, {@code TIMESTAMP}, {@code DELIVERY_COUNT}
     */
    public record Queue(String from, String to, Decision decision, String reason, long messages, long toImport,
                        long expired, List<LeftOut> leftOut, Long existing, long imported,
                        Map<String, Long> notKept) {
    }

    /**
     * Messages left out for one reason.
     *
     * @param rule     the rule, or {@code selector}
     * @param decision {@code skip} or {@code refuse}
     * @param reason   why
     * @param messages how many
     */
    public record LeftOut(String rule, Decision decision, String reason, long messages) {
    }
}
