package dev.domibusbackup.message.artemis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How many messages have each difference. For one thread. */
public final class Differences {

    private final Map<Difference, Long> messages = new EnumMap<>(Difference.class);

    /** Counts one message once for each of its differences. */
    public void count(Set<Difference> ofOneMessage) {
        ofOneMessage.forEach(difference -> messages.merge(difference, 1L, Long::sum));
    }

    /** Messages by difference; differences without messages are missing. */
    public Map<Difference, Long> messages() {
        return Collections.unmodifiableMap(messages);
    }

    /** Whether anything is lost that the target's format could not carry. */
    public boolean anyLoss() {
        return messages.keySet().stream().anyMatch(Difference::isLoss);
    }
}
