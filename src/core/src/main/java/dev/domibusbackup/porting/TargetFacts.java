package dev.domibusbackup.porting;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must be known of the target to judge a single message.
 *
 * @param domains    codes of its domains
 * @param fileExists whether a file of the FS plugin, named as in its messages (a path or a file URL), is there
 */
public record TargetFacts(Set<String> domains, Predicate<String> fileExists) {

    public TargetFacts {
        domains = Set.copyOf(domains);
        Objects.requireNonNull(fileExists, "fileExists");
    }
}
