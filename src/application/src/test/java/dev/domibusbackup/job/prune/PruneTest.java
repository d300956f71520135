package dev.domibusbackup.job.prune;

import static dev.domibusbackup.job.prune.SomeSets.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.job.PruneRequest;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.prune.PruneReport.Goes;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.PrunePlan.Rule;
import dev.domibusbackup.set.PrunePolicy;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

class PruneTest {

    private static final PrunePolicy TWO = new PrunePolicy(2, 0, 0, 0);

    @TempDir
    Path base;
    private final MemoryRows rows = new MemoryRows();
    private final Map<SetId, List<String>> uses = new HashMap<>();
    private final Map<SetId, List<String>> running = new HashMap<>();
    private final List<PruneReport> reports = new ArrayList<>();
    private Repository repository;
    private Prune.Start start;
    private int looksUntilStop = Integer.MAX_VALUE;

    @BeforeEach
    void sealFive() {
        repository = new Repository(base);
        for (int day = 0; day < 5; day++) {
            SomeSets.seal(repository, day);
        }
        new SetIndex(repository, rows).refresh();
        start = new Prune.Start("the-job", "olga", Instant.now());
    }

    @Test
    void a_rehearsal_tells_what_goes_and_what_stays_and_why_and_removes_nothing() {
        uses.put(id(1), List.of("the job 7"));
        PruneReport report = prune(null).plan();
        assertThat(report.rehearsal()).isTrue();
        assertThat(report.goes()).extracting(Goes::set).containsExactly(id(0), id(2));
        assertThat(report.goes()).extracting(Goes::removedAt).containsOnlyNulls();
        assertThat(report.bytes()).isEqualTo(2 * "WAR of day 0".length());
        assertThat(report.stays()).extracting(PruneReport.Stays::set).containsExactly(id(4), id(3), id(1));
        assertThat(report.stays().get(2).reasons()).singleElement()
                .satisfies(reason -> assertThat(reason.rule()).isEqualTo(Rule.IN_USE));
        assertThat(ids()).hasSize(5);
    }

    @Test
    void what_was_confirmed_is_removed_and_each_set_is_in_the_audit_with_the_reason() {
        remove(id(0), id(1), id(2));
        assertThat(ids()).containsExactly(id(4), id(3));
        assertThat(rows.rows).containsOnlyKeys(id(4), id(3));
        assertThat(last().rehearsal()).isFalse();
        assertThat(last().goes()).extracting(Goes::removedAt).doesNotContainNull();
        List<Audit.Entry> audit = repository.audit().last(9);
        assertThat(audit).extracting(Audit.Entry::subject).containsExactly(id(2).value(), id(1).value(),
                id(0).value());
        assertThat(audit).allSatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("backup.prune");
            assertThat(entry.user()).isEqualTo("olga");
            assertThat(entry.details()).containsEntry("job", "the-job").containsEntry("reason", "no rule keeps it");
        });
    }

    @Test
    void nothing_is_removed_that_was_not_confirmed_or_when_something_else_was() {
        assertThatThrownBy(() -> remove(id(0), id(1))).hasMessageContaining("DB-PRN-003")
                .hasMessageContaining("Not confirmed: " + id(2));
        assertThatThrownBy(() -> remove(id(0), id(1), id(2), id(3))).hasMessageContaining("DB-PRN-003")
                .hasMessageContaining("not to be removed now: " + id(3));
        assertThatThrownBy(() -> remove(id(0), id(1), id(2), id(77))).hasMessageContaining("DB-PRN-003");
        repository.changeNotes(id(1), notes -> notes.withPinned(true));
        assertThatThrownBy(() -> remove(id(0), id(1), id(2))).hasMessageContaining("DB-PRN-003");
        assertThat(ids()).hasSize(5);
    }

    @Test
    void a_prune_is_refused_while_index_and_repository_disagree() {
        DurableFiles.deleteTree(repository.find(id(3)).folder());
        assertThatThrownBy(() -> prune(null).plan()).hasMessageContaining("DB-PRN-004");
        assertThatThrownBy(() -> remove(id(0), id(1))).hasMessageContaining("DB-PRN-004");
        assertThat(ids()).hasSize(4);
        new SetIndex(repository, rows).rebuild();
        remove(id(0), id(1));
        assertThat(ids()).containsExactly(id(4), id(2));
    }

    @Test
    void a_set_that_a_job_began_to_use_meanwhile_is_not_removed() {
        running.put(id(1), List.of("9"));
        assertThatThrownBy(() -> remove(id(0), id(1), id(2))).hasMessageContaining("DB-PRN-011");
        assertThat(ids()).containsExactly(id(4), id(3), id(2), id(1));
    }

    @Test
    void stopped_anywhere_a_restart_removes_the_rest_and_reports_all() {
        for (int looks = 0; looks < 2; looks++) {
            looksUntilStop = 1;
            assertThatThrownBy(() -> remove(id(0), id(1), id(2))).isInstanceOf(StopRequested.class);
            assertThat(ids()).hasSize(5 - looks - 1);
        }
        looksUntilStop = Integer.MAX_VALUE;
        remove(id(0), id(1), id(2));
        assertThat(ids()).hasSize(2);
        assertThat(last().goes()).extracting(Goes::set).containsExactly(id(0), id(1), id(2));
        assertThat(last().goes()).extracting(Goes::removedAt).doesNotContainNull();
    }

    @Test
    void a_removal_that_a_crash_kept_from_the_report_is_in_the_report_of_the_restart() {
        reports.add(prune(null).plan());
        repository.delete(id(0), new Audit.Entry(Instant.now(), "olga", Audit.PRUNED, id(0).value(), "ok", Map.of()));
        remove(id(0), id(1), id(2));
        assertThat(last().goes()).extracting(Goes::set).containsExactly(id(0), id(1), id(2));
        assertThat(last().goes()).extracting(Goes::removedAt).doesNotContainNull();
    }

    private void remove(SetId... confirmed) {
        int[] looks = {0};
        prune(List.of(confirmed)).remove(start, reports.isEmpty() ? null : last(), reports::add, () -> {
            if (looks[0]++ == looksUntilStop) {
                throw new StopRequested();
            }
        });
    }

    private Prune prune(List<SetId> confirmed) {
        return new Prune(new Prune.Places(repository, new SetIndex(repository, rows), () -> uses,
                set -> running.getOrDefault(set, List.of())),
                new PruneRequest(null, null, null, null, null, confirmed), TWO);
    }

    private PruneReport last() {
        return reports.get(reports.size() - 1);
    }

    private List<SetId> ids() {
        return repository.sets().stream().map(BackupSet::id).toList();
    }
}
