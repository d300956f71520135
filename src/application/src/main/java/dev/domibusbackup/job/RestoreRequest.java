package dev.domibusbackup.job;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a restore to do; every field may be left out. The set is not in it. A choice that is left out
 * means all of the set, so one that is made and empty is refused, and none is stored.
 *
 * @param server           the guide's choice: the application server is the one that the set was made on, or another
 * @param database         the same for the database; with a new one databases take no part, unless target schemas are
 *                         named
 * @param configuration    the same for the configuration folder
 * @param components       what to bring back; all of the set without it
 * @param without          what to leave out of that
 * @param queues           the queues, by a name that the set knows; all of the set without it
 * @param schemas          the schemas; all of the set without it
 * @param tenants          codes of domains: their schemas and folders alone come back, and of the queues, which
 *                         domains may share, those that are named
 * @param rehearsal        change nothing and report what would change
 * @param deep             in a rehearsal, load the dumps into scratch schemas and unpack the archives
 * @param confirm          what a restore is confirmed by; a rehearsal needs none
 * @param safetyBackup     {@code take}, or the words that decline it
 * @param fileTimes        modification times of files that Domibus purges by age
 * @param foreignConsumers what to do with other applications that hold messages; by the settings without it
 * @param after            what becomes of Domibus when the restore has ended well
 * @param targetSchemas    the schemas into which those of the set are cloned, by their names in the set
 * @param otherVersion     the operator's word that a Domibus of another version is meant to be replaced
 * @param label            part of the safety set's id
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RestoreRequest(Choice server, Choice database, Choice configuration, List<Component> components,
                             List<Component> without, List<String> queues, List<String> schemas, List<String> tenants,
                             Boolean rehearsal, Boolean deep, Confirmation confirm, String safetyBackup,
                             FileTimes fileTimes, ForeignConsumers foreignConsumers, After after,
                             Map<String, String> targetSchemas, Boolean otherVersion, String label) {

    /** A restore without a way back is asked for in these words alone. */
    public static final String DECLINED = "declined: this restore cannot be undone";
    private static final String TAKE = "take";
    private static final Pattern TARGET = Pattern.compile("[\\w$-]{1,64}");
    private static final Set<String> OF_THE_SERVER = Set.of("information_schema", "mysql", "performance_schema", "sys");

    /** One of the guide's three choices. */
    public enum Choice {
        SAME, NEW;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Modification times of the files in folders that Domibus purges by age. */
    public enum FileTimes {
        /** As they were: Domibus may purge what is past its age at its first run. */
        KEEP,
        /** The time of the restore. */
        REFRESH;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the operator has read in the rehearsal.
     *
     * @param set           id of the set
     * @param receivedSince messages received since the set's cut that may be lost; needed if there are any, or if they
     *                      could not be counted
     * @param schemas       schemas that Domibus does not use here, and that are to be replaced all the same
     */
    public record Confirmation(SetId set, Long receivedSince, List<String> schemas) {

        public Confirmation {
            schemas = schemas == null ? List.of() : List.copyOf(schemas);
        }
    }

    /** The restore without any wish; unconfirmed. */
    public static final RestoreRequest DEFAULT = new RestoreRequest(null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null);

    public RestoreRequest {
        Optional.ofNullable(label).ifPresent(SetId::checkLabel);
        server = server == null ? Choice.SAME : server;
        database = database == null ? Choice.SAME : database;
        configuration = configuration == null ? Choice.SAME : configuration;
        components = components == null ? List.of(Component.values()) : chosen("components", components);
        without = without == null || without.isEmpty() ? List.of() : chosen("without", without);
        queues = queues == null ? List.of() : chosen("queues", queues);
        schemas = schemas == null ? List.of() : chosen("schemas", schemas);
        tenants = tenants == null ? List.of() : chosen("tenants", tenants);
        targetSchemas = targetSchemas == null ? Map.of() : targets(targetSchemas);
        rehearsal = Boolean.TRUE.equals(rehearsal);
        deep = Boolean.TRUE.equals(deep);
        otherVersion = Boolean.TRUE.equals(otherVersion);
        fileTimes = fileTimes == null ? FileTimes.KEEP : fileTimes;
        after = after == null ? After.RESUME : after;
        safetyBackup = safetyBackup == null ? TAKE : safetyBackup;
        if (!safetyBackup.equals(TAKE) && !safetyBackup.equals(DECLINED)) {
            throw ApiProblem.BAD_VALUE.exception("field", "safetyBackup", "expected",
                    "\"" + TAKE + "\", or the words \"" + DECLINED + "\".");
        }
        if (deep && !rehearsal) {
            throw ApiProblem.BAD_VALUE.exception("field", "deep", "expected", "It belongs to a rehearsal.");
        }
        if (database == Choice.SAME && !targetSchemas.isEmpty()) {
            throw ApiProblem.BAD_VALUE.exception("field", "targetSchemas", "expected",
                    "They go with \"database\": \"new\".");
        }
    }

    private static <T> List<T> chosen(String field, List<T> choice) {
        if (choice.isEmpty() || choice.stream().anyMatch(Objects::isNull)) {
            throw ApiProblem.BAD_VALUE.exception("field", field, "expected",
                    "Name at least one, and no null; leave the field out for all of the set.");
        }
        return List.copyOf(choice);
    }

    private static Map<String, String> targets(Map<String, String> targets) {
        // a server may hold names apart by case or not
        long names = targets.values().stream().filter(Objects::nonNull).map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> TARGET.matcher(name).matches() && !OF_THE_SERVER.contains(name)).distinct().count();
        if (targets.isEmpty() || names != targets.size()) {
            throw ApiProblem.BAD_VALUE.exception("field", "targetSchemas", "expected",
                    "To each schema of the set that is cloned, a name of its own: 1 to 64 letters, digits, _, $ and -,"
                            + " and none of the database server's own schemas.");
        }
        return Map.copyOf(targets);
    }

    /** The components that take part by the guide's chapters 2 to 4, as far as the set holds them. */
    public Set<Component> chosen() {
        Set<Component> chosen = EnumSet.noneOf(Component.class);
        chosen.addAll(components);
        without.forEach(chosen::remove);
        if (server == Choice.NEW) {
            chosen.remove(Component.SERVER);
            chosen.remove(Component.APPLICATION);
        }
        if (database == Choice.NEW && targetSchemas.isEmpty()) {
            chosen.remove(Component.DATABASES);
        }
        if (configuration == Choice.NEW) {
            chosen.remove(Component.CONFIGURATION);
            chosen.remove(Component.PLUGINS);
        }
        if (!tenants.isEmpty()) {
            chosen.retainAll(Set.of(Component.DATABASES, Component.PAYLOADS, Component.MESSAGES));
        }
        if (!tenants.isEmpty() && queues.isEmpty()) {
            chosen.remove(Component.MESSAGES);
        }
        return chosen;
    }

    /** Whether schemas are cloned, which touches no live one. */
    public boolean clones() {
        return !targetSchemas.isEmpty();
    }

    public boolean takesSafetyBackup() {
        return safetyBackup.equals(TAKE);
    }
}
