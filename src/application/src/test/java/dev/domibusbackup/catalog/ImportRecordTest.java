package dev.domibusbackup.catalog;

import java.time.Instant;

import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportRecordTest {

    @Test
    void an_import_does_not_go_on_into_another_queue_than_it_began_with() {
        ImportRecord row = new ImportRecord("job", "from", "jms.queue.a", Instant.EPOCH);
        row.refuseOtherTarget("jms.queue.a");

        assertThatThrownBy(() -> row.refuseOtherTarget("jms.queue.b")).isInstanceOfSatisfying(ProblemException.class,
                e -> {
                    assertThat(e.problem().code()).isEqualTo("DB-IMP-020");
                    assertThat(e.problem().fact()).contains("from", "jms.queue.a", "jms.queue.b");
                });
    }
}
