package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import java.util.Map;
import javax.jms.JMSException;
import org.apache.activemq.ScheduledMessage;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.Message;

/**
 * The frame of a message, whole before its first byte is written: JMSMessageID, the broker's name for it (strings),
 * timestamp (long), type, correlation id (strings), reply-to ({@code 0}, {@code q} or {@code t} and its name),
 * priority (byte), persistent (boolean), expiration (long), scheduled (boolean) and then due (long), redelivery count
 * (int), properties (their number, then name and value each), and the body: {@code t} a string, {@code b} bytes,
 * {@code m} entries as the properties, {@code s} values (their number first), {@code o} bytes, {@code e} nothing.
 * Times are milliseconds as in JMS, 0 for none.
 */
final class MessageFrame {

    private final Message message;
    private final String brokerId;
    private final Long due;
    private final Map<String, Object> properties;
    private final MessageBody body;

    private MessageFrame(Message message, String brokerId, Long due, Map<String, Object> properties,
            MessageBody body) {
        this.message = message;
        this.brokerId = brokerId;
        this.due = due;
        this.properties = properties;
        this.body = body;
    }

    /** A message that is in its queue. */
    static MessageFrame ready(String queue, Message message) throws ReaderException {
        return of(queue, message, message.getMessageId().toString(), null);
    }

    /**
     * A message that waits in the scheduler store.
     *
     * @param job its name there
     * @param due when it comes to its queue
     */
    static MessageFrame scheduled(String queue, Message message, String job, long due) throws ReaderException {
        return of(queue, message, job, due);
    }

    private static MessageFrame of(String queue, Message message, String brokerId, Long due) throws ReaderException {
        try {
            return new MessageFrame(message, brokerId, due, properties(message, due != null), MessageBody.of(message));
        } catch (IOException | JMSException | RuntimeException e) {
            throw new ReaderException(ReaderException.Kind.MESSAGE_UNREADABLE,
                    message.getMessageId() + " of queue " + queue, ReaderException.reason(e), e);
        }
    }

    void write(Frames frames) throws IOException {
        frames.octet('M');
        frames.string(message.getMessageId().toString());
        frames.string(brokerId);
        frames.time(message.getTimestamp());
        frames.string(message.getType());
        frames.string(message.getCorrelationId());
        ActiveMQDestination replyTo = message.getReplyTo();
        frames.octet(replyTo == null ? '0' : replyTo.isQueue() ? 'q' : 't');
        if (replyTo != null) {
            frames.string(replyTo.getPhysicalName());
        }
        frames.octet(message.getPriority());
        frames.flag(message.isPersistent());
        frames.time(message.getExpiration());
        frames.flag(due != null);
        if (due != null) {
            frames.time(due);
        }
        frames.number(message.getRedeliveryCounter());
        Values.write(frames, properties);
        body.write(frames);
    }

    /** As a consumer would see them, without the order to schedule what is in the scheduler store already. */
    private static Map<String, Object> properties(Message message, boolean scheduled) throws IOException {
        Map<String, Object> properties = Values.of("property", message.getProperties());
        if (scheduled) {
            properties.remove(ScheduledMessage.AMQ_SCHEDULED_DELAY);
        }
        if (message.getGroupID() != null) {
            properties.put("JMSXGroupID", message.getGroupID());
            properties.put("JMSXGroupSeq", message.getGroupSequence());
        }
        if (message.getUserID() != null) {
            properties.put("JMSXUserID", message.getUserID());
        }
        return properties;
    }
}
