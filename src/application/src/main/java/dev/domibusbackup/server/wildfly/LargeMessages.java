package dev.domibusbackup.server.wildfly;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.LargeServerMessage;

/**
 * Begins large messages, whose bodies are files of the broker. The storage manager's method for this was renamed after
 * Artemis 2.19. The older one notes the file in the journal at once as pending, so that a start of the broker deletes
 * it, until the message is routed in a transaction, whose commit takes the note away; in newer ones a start deletes
 * every file that belongs to no message.
 */
final class LargeMessages {

    private static final OptionalMethod CREATE = OptionalMethod
            .of(StorageManager.class, "createCoreLargeMessage", long.class, Message.class)
            .or(() -> OptionalMethod.of(StorageManager.class, "createLargeMessage", long.class, Message.class))
            .orElseThrow(() -> new IllegalStateException("the broker offers no way to make a large message"));

    private LargeMessages() {
    }

    /** A large message with the header and properties of another one and with an empty body. */
    static LargeServerMessage create(StorageManager storage, Message header) throws Exception {
        return (LargeServerMessage) CREATE.call(storage, storage.generateID(), header);
    }
}
