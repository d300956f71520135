package dev.domibusbackup.porting;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.domibusbackup.domibus.KnownDestination;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that looks at each message of some queues.
 *
 * @param name     its name
 * @param queues   destinations whose messages it looks at
 * @param property the property it looks at
 * @param test     what must be true of that property
 * @param decision what becomes of a message of which it is not: {@code SKIP} or {@code REFUSE}
 * @param reason   why, in a sentence for the operator
 */
public record MessageRule(String name, Set<KnownDestination> queues, String property, Test test, Decision decision,
        String reason) {

    /** What must be true. */
    public enum Test {
        /** The message has the property, and it is neither null nor empty. */
        PRESENT,
        /** If it is there, the property is the code of a domain of the target. */
        DOMAIN_OF_TARGET,
        /** If it is there, the property names a file that the target has. */
        FILE_ON_TARGET;

        /** The name in JSON. */
        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public MessageRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(reason, "reason");
        queues = Set.copyOf(queues);
        if (decision == Decision.IMPORT) {
            throw new IllegalArgumentException("rule " + name + " keeps nothing out");
        }
    }

    /** The verdict if the rule speaks against the message. */
    public Optional<MessageVerdict> against(PortableMessage message, TargetFacts target) {
        TypedValue value = message.properties().getOrDefault(property, TypedValue.NULL);
        boolean present = value.type() != TypedValue.Type.NULL;
        boolean holds = switch (test) {
            case PRESENT -> present && !"".equals(value.value());
            case DOMAIN_OF_TARGET -> !present || target.domains().contains(String.valueOf(value.value()));
            case FILE_ON_TARGET -> !present || target.fileExists().test(String.valueOf(value.value()));
        };
        return holds ? Optional.empty() : Optional.of(new MessageVerdict(decision, name, reason));
    }
}
