package dev.domibusbackup.message.artemis;

import java.util.List;
import java.util.Objects;

/**
 * A message of an export, with the queues that hold it.
 *
 * @param message its body is good until the next message is read
 * @param queues  names of queues
 */
public record RoutedMessage(CoreMessage message, List<String> queues) {

    public RoutedMessage {
        Objects.requireNonNull(message, "message");
        queues = List.copyOf(queues);
    }
}
