package dev.domibusbackup.domibus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the server was started: the JVM's input arguments, and those system properties of Domibus that are not among
 * them because something else set them. One a line.
 *
 * @param complete the lines as they are, for the backup set, which is protected
 * @param redacted the lines without secrets, for everything else
 */
public record StartupArguments(Secret complete, List<String> redacted) {

    private static final Pattern DEFINITION = Pattern.compile("-D([^=]+)=(.*)", Pattern.DOTALL);
    private static final Pattern OF_DOMIBUS = Pattern.compile(
            "(?:\\w+\\.)?(?:domibus|fsplugin|jmsplugin|wsplugin|activeMQ)\\..*|logback\\..*");

    public StartupArguments {
        Objects.requireNonNull(complete, "complete");
        redacted = List.copyOf(redacted);
    }

    static StartupArguments of(List<String> jvmArguments, Map<String, String> systemProperties,
            Collection<Secret> known) {
        List<String> arguments = new ArrayList<>(jvmArguments);
        new TreeMap<>(systemProperties).forEach((name, value) -> {
            boolean isArgument = jvmArguments.stream()
                    .anyMatch(argument -> argument.equals("-D" + name) || argument.startsWith("-D" + name + "="));
            if (OF_DOMIBUS.matcher(name).matches() && !isArgument) {
                arguments.add("-D" + name + "=" + value);
            }
        });
        List<String> redacted = arguments.stream().map(argument -> oneLine(redact(argument, known))).toList();
        StringBuilder complete = new StringBuilder();
        arguments.forEach(argument -> complete.append(oneLine(argument)).append('\n'));
        return new StartupArguments(Secret.of(complete.toString()), redacted);
    }

    private static String redact(String argument, Collection<Secret> known) {
        Matcher definition = DEFINITION.matcher(argument);
        return definition.matches()
                ? "-D" + definition.group(1) + "=" + Redaction.value(definition.group(1), definition.group(2), known)
                : Redaction.text(Redaction.without(argument, known));
    }

    private static String oneLine(String argument) {
        return argument.replace("\r", "\\r").replace("\n", "\\n");
    }
}
