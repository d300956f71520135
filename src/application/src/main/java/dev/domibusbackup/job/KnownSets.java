package dev.domibusbackup.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.catalog.SetCatalog;
import dev.domibusbackup.job.prune.SetIndex;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.Repository;

/** The sets of the repository through their index. */
@ApplicationScoped
public class KnownSets {

    private static final System.Logger LOG = System.getLogger(KnownSets.class.getName());

    @Inject
    private Environment environment;

    @Inject
    private SetCatalog catalog;

    /** The index over the repository as it is now. */
    SetIndex index() {
        return new SetIndex(environment.repository(), catalog);
    }

    /** Compares index and repository; the problem DB-PRN-006 if there is no index to be had. */
    public SetIndex.State compare() {
        return usable(() -> index().refresh());
    }

    /** All sets, newest first; a database that does not answer keeps nobody from seeing them. */
    public List<IndexedSet> list() {
        try {
            return compare().sets();
        } catch (ProblemException e) {
            if (!e.problem().code().equals(PruneProblem.INDEX_UNAVAILABLE.code())) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
            return SetIndex.read(environment.repository());
        }
    }

    /** Makes the index anew, which is an operator's word that the repository is as it is to be. */
    public SetIndex.State rebuild(String user) {
        return usable(() -> {
            Repository repository = environment.repository();
            SetIndex.State before = index().refresh();
            SetIndex.State now = index().rebuild();
            repository.audit().append(new Audit.Entry(Instant.now(), user, "index.rebuild",
                    repository.root().toString(), "ok", Map.of("sets", String.valueOf(now.sets().size()),
                            "gone", names(before.missing()), "changed", names(before.changed()))));
            return now;
        });
    }

    /** At start-up: sets that came or went meanwhile are known from the beginning, and a disagreement is logged. */
    void compareAtStartUp() {
        for (Problem problem : compare().disagreements()) {
            LOG.log(System.Logger.Level.WARNING, "{0}", problem);
        }
    }

    private static <T> T usable(Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException | TransactionalException e) {
            throw PruneProblem.INDEX_UNAVAILABLE.caused(e, "reason", e.getClass().getSimpleName());
        }
    }

    private static String names(List<?> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
