package dev.domibusbackup.job.messages;

import dev.domibusbackup.message.PortableMessage;

/** Decides about single messages, the same of the same message every time. */
@FunctionalInterface
public interface MessageChoice {

    /** Everything is imported. */
    MessageChoice ALL = message -> Fate.SENT;

    /** What becomes of a message; never {@link Fate#EXPIRED}, which the clock alone decides. */
    Fate of(PortableMessage message);
}
