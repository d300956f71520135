package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the server was started when the set was made, against now, by the lists without secrets: where only a secret
 * differs nothing is said.
 */
final class ArgumentDifferences {

    private ArgumentDifferences() {
    }

    static List<String> of(RestoreRun run) {
        List<String> then = new ArrayList<>();
        JsonNode installation = run.manifest().installation();
        if (installation == null || !installation.path("startupArguments").isArray()) {
            return List.of();
        }
        installation.path("startupArguments").forEach(argument -> then.add(argument.asText()));
        List<String> now = run.found().installation().arguments().redacted();
        List<String> differences = new ArrayList<>();
        then.stream().filter(argument -> !now.contains(argument)).forEach(a -> differences.add("only in the set: " + a));
        now.stream().filter(argument -> !then.contains(argument)).forEach(a -> differences.add("only here: " + a));
        return differences;
    }
}
