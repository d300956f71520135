package dev.domibusbackup.message.artemis;

import java.util.Set;

/** Names of properties that mean something to Artemis ({@code Message} and {@code MessageUtil} of its client). */
final class CoreProperties {

    static final String TYPE = "JMSType";
    static final String REPLY_TO = "JMSReplyTo";
    static final String CORRELATION_ID = "JMSCorrelationID";
    static final String GROUP_ID = "_AMQ_GROUP_ID";
    static final String GROUP_SEQUENCE = "_AMQ_GROUP_SEQUENCE";
    static final String SCHEDULED = "_AMQ_SCHED_DELIVERY";
    static final String ROUTING_TYPE = "_AMQ_ROUTING_TYPE";
    /** The value of {@link #ROUTING_TYPE} for queues. */
    static final byte ANYCAST = 1;
    static final String COMPRESSED = "_AMQ_LARGE_COMPRESSED";
    static final String UNCOMPRESSED_SIZE = "_AMQ_LARGE_SIZE";

    static final String JMS_GROUP_ID = "JMSXGroupID";
    static final String JMS_GROUP_SEQUENCE = "JMSXGroupSeq";

    /** Properties of the broker that a message needs where it goes: what moved it into the dead letter queue. */
    private static final Set<String> KEPT = Set.of("_AMQ_ORIG_ADDRESS", "_AMQ_ORIG_QUEUE", "_AMQ_ORIG_MESSAGE_ID",
            "_AMQ_ACTUAL_EXPIRY", "_AMQ_LVQ_NAME");
    private static final Set<String> HEADER = Set.of(TYPE, REPLY_TO, CORRELATION_ID);

    private CoreProperties() {
    }

    /** The property's name in JMS; {@code null} for those that the broker made for itself and for header fields. */
    static String jmsName(String core) {
        return switch (core) {
            case GROUP_ID -> JMS_GROUP_ID;
            case GROUP_SEQUENCE -> JMS_GROUP_SEQUENCE;
            default -> isReserved(core) ? null : core;
        };
    }

    /** The property's name in the core; {@code null} when the core would take it for something else. */
    static String coreName(String jms) {
        return switch (jms) {
            case JMS_GROUP_ID -> GROUP_ID;
            case JMS_GROUP_SEQUENCE -> GROUP_SEQUENCE;
            default -> isReserved(jms) ? null : jms;
        };
    }

    private static boolean isReserved(String name) {
        return !KEPT.contains(name) && (HEADER.contains(name) || name.startsWith("_AMQ_") || name.startsWith("__AMQ")
                || name.startsWith("__HDR") || name.startsWith("JMS_AMQ_"));
    }
}
