package dev.domibusbackup.message;

import jakarta.jms.JMSException;
import jakarta.jms.ObjectMessage;

/**
 * Takes the serialized object out of an ObjectMessage. JMS itself can only deserialize it, which would need the
 * sender's classes and run their code; each server's adapter knows how its provider hands out the bytes.
 */
@FunctionalInterface
public interface ObjectBytes {

    /** The serialized object; no bytes when the message holds none. */
    Content of(ObjectMessage message) throws JMSException;
}
