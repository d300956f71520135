package dev.domibusbackup.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.SetId;

/**
 * Who needs which set. A job needs every set that its record names, its safety set among them, while it runs and as
 * long as it can be restarted; an open quiet window needs those that its record names. A verification that failed
 * needs nothing: it begins anew.
 */
@ApplicationScoped
public class SetUses {

    private static final int PAGE = 200;

    @Inject
    private JobCatalog catalog;

    @Inject
    private JobStates states;

    @Inject
    private Environment environment;

    /** Every set that is needed, with who needs it. */
    Map<SetId, List<String>> all() {
        Map<SetId, List<String>> uses = new HashMap<>();
        environment.quietWindow().current().ifPresent(window -> namedIn(Json.mapper().valueToTree(window))
                .forEach(set -> note(uses, set, "the open quiet window")));
        List<JobRecord> page = catalog.newestFirst(0, PAGE);
        for (int first = 0; !page.isEmpty(); first += PAGE, page = catalog.newestFirst(first, PAGE)) {
            page.forEach(job -> addUses(job, uses));
        }
        return uses;
    }

    private void addUses(JobRecord job, Map<SetId, List<String>> uses) {
        Set<SetId> named = named(job);
        named.removeIf(set -> !environment.repository().contains(set));
        if (named.isEmpty() || job.name().equals(JobName.PRUNE.xml())) {
            return;
        }
        JobState state = state(job);
        boolean needs = state.isRunning() || state.isRestartable() && !job.name().equals(JobName.VERIFY.xml());
        if (needs) {
            named.forEach(set -> note(uses, set, "the job " + job.id() + " (" + job.name() + ", " + state.key() + ")"));
        }
    }

    /** A job that the batch runtime has forgotten can never be restarted. */
    private JobState state(JobRecord job) {
        try {
            return states.of(job);
        } catch (ProblemException e) {
            if (e.problem().code().equals(JobProblem.NOT_IN_CATALOG.code())) {
                return JobState.ABANDONED;
            }
            throw e;
        }
    }

    private static void note(Map<SetId, List<String>> uses, SetId set, String who) {
        uses.computeIfAbsent(set, id -> new ArrayList<>()).add(who);
    }

    private static Set<SetId> named(JobRecord job) {
        Set<SetId> named = new HashSet<>();
        Stream.of(job.request(), job.state()).filter(text -> text != null)
                .forEach(text -> named.addAll(namedIn(json(job, text))));
        if (job.setId() != null) {
            named.add(new SetId(job.setId()));
        }
        return named;
    }

    private static JsonNode json(JobRecord job, String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("what is stored of job " + job.id() + " is damaged", e);
        }
    }

    /** Wherever a set is named: a kind of job that is new need not be known here. */
    static Set<SetId> namedIn(JsonNode json) {
        Set<SetId> named = new HashSet<>();
        if (json.isTextual() && SetId.isId(json.asText())) {
            named.add(new SetId(json.asText()));
        }
        json.forEach(child -> named.addAll(namedIn(child)));
        return named;
    }
}
